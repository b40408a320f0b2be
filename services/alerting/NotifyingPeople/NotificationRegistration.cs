using LymphOutcomes.ServiceDefaults.Relaying;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Entry to notifying for the program.</summary>
public static class NotificationRegistration
{
    /// <summary>Adds the reader of the log, the sender, and their settings, checked at start.</summary>
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Configuration[NotificationOptions.FileKey] is { Length: > 0 } file)
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        builder.Services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsCheck>();
        builder.Services.AddOptions<NotificationOptions>()
            .BindConfiguration(NotificationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services => Routes.In(services.GetRequiredService<IOptions<NotificationOptions>>().Value));
        builder.Services.AddSingleton<DeliveryTable>();
        builder.Services.AddSingleton<NotificationQueries>();
        builder.Services.AddSingleton<IChannel>(_ => new WebhookChannel(WebhookChannel.NewClient()));
        builder.Services.AddSingleton<IChannel, EmailChannel>();
        builder.Services.AddSingleton<Func<double>>(Random.Shared.NextDouble);
        builder.Services.AddSingleton<DeliveriesFromLog>();
        builder.Services.AddLogRelay(DeliveriesFromLog.Name, services => services.GetRequiredService<DeliveriesFromLog>());
        builder.Services.AddHostedService<NotificationSender>();
    }
}

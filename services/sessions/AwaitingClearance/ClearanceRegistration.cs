using Microsoft.Extensions.Options;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>The deadline of sessions on hold.</summary>
public static class ClearanceRegistration
{
    /// <summary>Adds the timer, beside the log, <see cref="WaitQueue"/> and the rows of <see cref="WaitTable"/>.</summary>
    public static void AddClearanceDeadline(this IServiceCollection services)
    {
        services.AddOptions<ClearanceOptions>()
            .BindConfiguration(ClearanceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ClearanceOptions>>().Value);
        services.AddHostedService<ClearanceTimekeeper>();
    }
}

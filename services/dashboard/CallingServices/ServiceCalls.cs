using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.SigningIn;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>Section <c>Services</c>: where the others are.</summary>
public sealed record ServiceAddresses
{
    /// <summary>Address of intake.</summary>
    [Required]
    public Uri? Intake { get; init; }

    /// <summary>Address of alerting.</summary>
    [Required]
    public Uri? Alerting { get; init; }

    /// <summary>Address of sessions.</summary>
    [Required]
    public Uri? Sessions { get; init; }
}

/// <summary>Adds the calls to alerting, sessions and intake, and this program's health.</summary>
public static class ServiceCalls
{
    /// <summary>Most of one answer that is read, bytes.</summary>
    private const int AnswerBytesMax = 16 * 1024 * 1024;

    private static readonly TimeSpan AlertingTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SessionsTimeout = TimeSpan.FromSeconds(5);

    // Longer: the past is read from the events themselves, and nobody waits for it with a patient on the phone.
    private static readonly TimeSpan PastTimeout = TimeSpan.FromSeconds(15);

    // Shorter: a card without a name now is better than a card with a name too late.
    private static readonly TimeSpan IntakeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Typed clients with addresses, timeouts and the person's token.</summary>
    /// <param name="builder">The host.</param>
    public static void AddServiceCalls(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ServiceAddresses>()
            .BindConfiguration("Services").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<PersonTokenHandler>();
        builder.Services.AddHttpClient<AlertingClient>((services, client) =>
            SetUp(client, Addresses(services).Alerting!, AlertingTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddHttpClient<HeldPointsClient>((services, client) =>
            SetUp(client, Addresses(services).Alerting!, AlertingTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddHttpClient<PastClient>((services, client) =>
            SetUp(client, Addresses(services).Alerting!, PastTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddHttpClient<RulesClient>((services, client) =>
            SetUp(client, Addresses(services).Alerting!, AlertingTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddHttpClient<SessionsClient>((services, client) =>
            SetUp(client, Addresses(services).Sessions!, SessionsTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddHttpClient<TreatmentClient>((services, client) =>
            SetUp(client, Addresses(services).Sessions!, SessionsTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddHttpClient<IntakeClient>((services, client) =>
            SetUp(client, Addresses(services).Intake!, IntakeTimeout)).AddHttpMessageHandler<PersonTokenHandler>();
        builder.Services.AddScoped<PatientDirectory>();

        builder.Services.AddHttpClient<AlertingReachable>((services, client) =>
            SetUp(client, Addresses(services).Alerting!, AlertingReachable.Timeout));
        builder.Services.AddHealthChecks().AddCheck<AlertingReachable>("alerting", HealthStatus.Degraded);
    }

    /// <summary>
    /// Live: the program answers. Ready: the same; alerting out of reach is Degraded, which is still 200.
    /// </summary>
    /// <param name="app">The program.</param>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>Address settings of a running program.</summary>
    /// <param name="services">The program's services.</param>
    internal static ServiceAddresses Addresses(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ServiceAddresses>>().Value;

    private static void SetUp(HttpClient client, Uri address, TimeSpan timeout)
    {
        client.BaseAddress = address;
        client.Timeout = timeout;
        client.MaxResponseContentBufferSize = AnswerBytesMax;
    }
}

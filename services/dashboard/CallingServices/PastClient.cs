using System.Globalization;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>What alerting says about the past and about its own decisions, as the signed-in person.</summary>
/// <param name="client">Knows alerting's address and adds the person's token.</param>
public sealed class PastClient(HttpClient client)
{
    /// <summary>Alerts asked for in one page.</summary>
    public const int PageSize = 500;

    /// <summary>Pages read for one queue; a queue with more says that it is cut.</summary>
    public const int PagesMax = 4;

    private const string Service = "alerting";

    /// <summary>A patient as staff could have known them; null when nothing was known.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="knownAt">The moment.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<PatientPast?> PatientAsync(Guid patient, DateTimeOffset knownAt, CancellationToken ct) =>
        ServiceCall.GetAsync<PatientPast>(client, Service, $"v1/patients/{patient}/past?knownAt={Written(knownAt)}", ct);

    /// <summary>The work queue as it stood.</summary>
    /// <param name="knownAt">The moment.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public async Task<OpenAlerts> QueueAsync(DateTimeOffset knownAt, CancellationToken ct)
    {
        List<Alert> alerts = [];
        Guid? after = null;
        for (int page = 0; page < PagesMax; page++)
        {
            PastQueue read =
                await ServiceCall.GetAsync<PastQueue>(
                    client, Service, $"v1/alerts/past?knownAt={Written(knownAt)}&after={after ?? Guid.Empty}&limit={PageSize}", ct)
                ?? throw new ServiceUnreachableException(Service, "it knows no past");
            alerts.AddRange(read.Items);
            after = read.Next;
            if (after is null)
                return new(alerts, Cut: false, []);
        }

        return new(alerts, Cut: true, []);
    }

    /// <summary>The last decision of the rules on an alert, made once more; null when they decided nothing on it.</summary>
    /// <param name="alert">Id of the alert.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<Rerun?> RerunAsync(Guid alert, CancellationToken ct) =>
        ServiceCall.GetAsync<Rerun>(client, Service, $"v1/alerts/{alert}/rerun", ct);

    private static string Written(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}

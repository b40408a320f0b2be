using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>
/// Degraded when a relay is more than 15 minutes behind (facts are still stored safely); Unhealthy when a position is ahead of
/// the log: it is refused, and nothing is published until a person releases it.
/// </summary>
internal sealed class RelayHealth(RelayWatch watch, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<RelayReading> readings = watch.Readings;
        string complaints = string.Join(' ', readings.Select(reading => reading.Complaint(now)).OfType<string>());
        if (readings.Any(reading => reading.IsAhead))
            return Task.FromResult(HealthCheckResult.Unhealthy(complaints));
        return Task.FromResult(complaints.Length > 0
            ? HealthCheckResult.Degraded(complaints)
            : HealthCheckResult.Healthy(string.Join(' ', readings.Select(reading => $"{reading.Relay} is {reading.Lag} events behind."))));
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LymphOutcomes.EventStore.Postgres.Registration;

/// <summary>Ready when the log answers.</summary>
internal sealed class LogHealthCheck(ILogReader log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            long head = await log.HeadAsync(cancellationToken);
            return HealthCheckResult.Healthy($"The log ends at {head}.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The log does not answer.", failure);
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>
/// Whether alerting answers. Never unhealthy: without alerting the dashboard still says so on the board, and a load
/// balancer that took it away would only replace that sentence with an error.
/// </summary>
/// <param name="client">Knows the address; ends within <see cref="Timeout"/>.</param>
public sealed class AlertingReachable(HttpClient client) : IHealthCheck
{
    /// <summary>How long alerting may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using HttpResponseMessage answer =
                await client.GetAsync(new Uri("health/live", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"alerting answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return HealthCheckResult.Degraded("alerting cannot be reached", e);
        }
    }
}

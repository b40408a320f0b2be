using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.CheckingDecisions;

/// <summary><c>GET /alerts/{id}/rerun</c>: whether the rules decide the same when they decide once more.</summary>
public static partial class RerunEndpoint
{
    /// <summary>Maps the page.</summary>
    /// <param name="app">The program.</param>
    public static void MapRerun(this WebApplication app) => app.MapGet("/alerts/{id:guid}/rerun", ShowAsync);

    private static async Task<IResult> ShowAsync(
        Guid id, AlertingClient alerting, PastClient past, ILogger<RerunPage> logger, CancellationToken ct)
    {
        try
        {
            if (await alerting.AlertAsync(id, ct) is not { Item: var alert })
                return TypedResults.NotFound();
            Rerun? rerun = await past.RerunAsync(id, ct);
            return new RazorComponentResult<RerunPage>(new Dictionary<string, object?> { ["Alert"] = alert, ["Rerun"] = rerun });
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            return new RazorComponentResult<MessagePage>(new Dictionary<string, object?>
            {
                ["Title"] = "The decision cannot be checked now",
                ["Text"] = "The alerting service cannot be reached. Try again in a moment.",
            })
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
            };
        }
    }

    [LoggerMessage(4304, LogLevel.Warning, "A decision cannot be made again")]
    private static partial void LogUnreachable(ILogger logger, Exception reason);
}

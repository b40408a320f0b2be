using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.ShowingAnAlert;

/// <summary><c>GET /alerts/{id}</c>, and the same page after a command that could not be carried out.</summary>
public sealed partial class AlertPages(
    AlertingClient alerting, PatientDirectory directory, ILogger<AlertPages> logger)
{
    /// <summary>The page now; 404 when there is no such alert, 503 when alerting cannot be used.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="status">Status of the answer when the page can be shown.</param>
    /// <param name="notice">What to say on top; null for nothing.</param>
    /// <param name="typed">What the person typed before; null for nothing.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IResult> ShowAsync(
        Guid id, int status, string? notice, TypedResolution? typed, CancellationToken ct)
    {
        try
        {
            AlertView? view = await AlertView.ReadAsync(id, alerting, directory, notice, typed, ct);
            return view is null
                ? TypedResults.NotFound()
                : new RazorComponentResult<AlertPage>(new Dictionary<string, object?> { ["View"] = view })
                {
                    StatusCode = status,
                };
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(e);
            string text = notice ?? "The alerting service cannot be reached. Try again in a moment.";
            return new RazorComponentResult<MessagePage>(
                new Dictionary<string, object?> { ["Title"] = "The alert cannot be shown now", ["Text"] = text })
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
            };
        }
    }

    [LoggerMessage(4302, LogLevel.Warning, "An alert cannot be read")]
    private partial void LogUnreachable(Exception reason);
}

/// <summary>Maps the page.</summary>
public static class AlertEndpoint
{
    /// <summary>Maps it.</summary>
    /// <param name="app">The program.</param>
    public static void MapAlert(this WebApplication app) =>
        app.MapGet("/alerts/{id:guid}", (Guid id, AlertPages pages, CancellationToken ct) =>
            pages.ShowAsync(id, StatusCodes.Status200OK, notice: null, typed: null, ct));
}

using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.DrawingTimelines;

/// <summary>
/// <c>GET /patients/{id}/timeline</c>: treatment, garments and measurements of a patient on one time axis, a year back and a season
/// ahead; with <c>before</c> the year before a day.
/// </summary>
public static partial class TimelinePages
{
    private const int DaysBack = 365;
    private const int DaysAhead = 90;

    /// <summary>Days before this are nobody's: the window would leave the calendar.</summary>
    private static readonly DateOnly FirstDay = new(1900, 1, 1);

    /// <summary>Maps the page.</summary>
    /// <param name="app">The program.</param>
    public static void MapTimeline(this WebApplication app) => app.MapGet("/patients/{patient:guid}/timeline", ShowAsync);

    private static async Task<IResult> ShowAsync(
        Guid patient,
        SessionsClient sessions,
        PatientDirectory directory,
        Display display,
        ILogger<TimelineView> logger,
        CancellationToken ct,
        DateOnly? before = null)
    {
        if (before < FirstDay)
            return Message(StatusCodes.Status400BadRequest, "Choose a later day.");
        DateTimeOffset to = before is { } end ? new(end, TimeOnly.MinValue, TimeSpan.Zero) : display.Now.AddDays(DaysAhead);
        DateTimeOffset from = before is null ? display.Now.AddDays(-DaysBack) : to.AddDays(-DaysBack);
        try
        {
            TimelineView view = await TimelineView.ReadAsync(patient, from, to, before is null, sessions, directory, ct);
            return new RazorComponentResult<TimelinePage>(new Dictionary<string, object?> { ["View"] = view })
            {
                StatusCode = view.Timeline is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            };
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            return Message(
                StatusCodes.Status503ServiceUnavailable, "The sessions service cannot be reached. Try again in a moment.");
        }

        static IResult Message(int status, string text) => new RazorComponentResult<MessagePage>(
            new Dictionary<string, object?> { ["Title"] = "The timeline cannot be shown", ["Text"] = text })
        {
            StatusCode = status,
        };
    }

    [LoggerMessage(4307, LogLevel.Warning, "A timeline cannot be read")]
    private static partial void LogUnreachable(ILogger logger, Exception reason);
}

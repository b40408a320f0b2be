using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingTheBoard;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.AskingThePast;

/// <summary>
/// <c>GET /past</c> and <c>GET /alerts/{id}/past</c>: the board and a patient as staff could have known them (design D8). A moment still
/// to come is taken as now.
/// </summary>
public static partial class PastEndpoints
{
    private const string CannotBeRead = "Choose a day and a time, for example 2026-03-02T09:14.";

    private const string Away = "The past cannot be shown now: the alerting service cannot be reached. Try again in a moment.";

    private static readonly FoundPatients Nobody = new(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true);

    /// <summary>Maps the pages.</summary>
    /// <param name="app">The program.</param>
    public static void MapPast(this WebApplication app)
    {
        app.MapGet("/past", ShowQueueAsync);
        app.MapGet("/alerts/{id:guid}/past", ShowAlertAsync);
    }

    private static async Task<IResult> ShowQueueAsync(
        PastClient past,
        PatientDirectory directory,
        Display display,
        ILogger<QueuePastView> logger,
        CancellationToken ct,
        string? knownAt = null)
    {
        if (knownAt is null)
            return Page(new(display.Now, null, Cut: false, Nobody, Notice: null), StatusCodes.Status200OK);
        if (display.Read(knownAt) is not { } asked)
            return Page(new(display.Now, null, Cut: false, Nobody, CannotBeRead), StatusCodes.Status400BadRequest);
        DateTimeOffset moment = asked < display.Now ? asked : display.Now;
        try
        {
            OpenAlerts open = await past.QueueAsync(moment, ct);
            IReadOnlyList<PatientCard> cards = PatientCard.Of(open.Items);
            FoundPatients patients =
                cards.Count == 0 ? Nobody : await directory.FindAsync(cards.Select(card => card.Patient), ct);
            return Page(new(moment, cards, open.Cut, patients, Notice: null), StatusCodes.Status200OK);
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            return Page(new(moment, null, Cut: false, Nobody, Away), StatusCodes.Status503ServiceUnavailable);
        }

        static IResult Page(QueuePastView view, int status) =>
            new RazorComponentResult<QueuePast>(new Dictionary<string, object?> { ["View"] = view }) { StatusCode = status };
    }

    private static async Task<IResult> ShowAlertAsync(
        Guid id,
        AlertingClient alerting,
        PastClient past,
        PatientDirectory directory,
        Display display,
        ILogger<AlertPastView> logger,
        CancellationToken ct,
        string? knownAt = null)
    {
        if (display.Read(knownAt) is not { } asked)
            return Message(StatusCodes.Status400BadRequest, CannotBeRead);
        DateTimeOffset moment = asked < display.Now ? asked : display.Now;
        try
        {
            if (await alerting.AlertAsync(id, ct) is not { Item: var alert })
                return TypedResults.NotFound();
            Task<FoundPatients> patients = directory.FindAsync([alert.Patient], ct);
            AlertPastView view = new(alert, await patients, moment, await past.PatientAsync(alert.Patient, moment, ct));
            return new RazorComponentResult<AlertPast>(new Dictionary<string, object?> { ["View"] = view });
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            return Message(StatusCodes.Status503ServiceUnavailable, Away);
        }

        static IResult Message(int status, string text) => new RazorComponentResult<MessagePage>(
            new Dictionary<string, object?> { ["Title"] = "The past cannot be shown", ["Text"] = text })
        {
            StatusCode = status,
        };
    }

    [LoggerMessage(4303, LogLevel.Warning, "The past cannot be read")]
    private static partial void LogUnreachable(ILogger logger, Exception reason);
}

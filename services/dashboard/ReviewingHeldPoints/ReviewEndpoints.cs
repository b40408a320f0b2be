using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.HandlingAlerts;
using LymphOutcomes.Dashboard.ShowingAnAlert;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Dashboard.ReviewingHeldPoints;

/// <summary>
/// What a person says of a reading that is kept out of the trend. The form sends how it was held when the page was shown: where that
/// has changed, somebody was first. After success the browser is sent back to the page.
/// </summary>
public static class ReviewEndpoints
{
    /// <summary>Another person was first.</summary>
    public const string SomebodyWasFirst =
        "Somebody was first: this reading was released, rejected or corrected after you opened the page. "
        + "Nothing of yours was stored. This is how it is now.";

    // Alerting wants a reason with each word of a person; a coordinator with a patient on the phone need not type one.
    private const string NoReason = "No reason was given.";

    /// <summary>Maps the forms.</summary>
    /// <param name="app">The program.</param>
    public static void MapReviews(this WebApplication app)
    {
        RouteGroupBuilder point = app.MapGroup("/alerts/{id:guid}/held-points/{fact:guid}");
        point.MapPost("/release", (
            Guid id, Guid fact, [FromForm] string? held, [FromForm] string? note,
            AlertingClient alerting, HeldPointsClient points, AlertPages pages, CancellationToken ct) =>
            ReviewAsync(id, fact, release: true, held, note, alerting, points, pages, ct));
        point.MapPost("/reject", (
            Guid id, Guid fact, [FromForm] string? held, [FromForm] string? note,
            AlertingClient alerting, HeldPointsClient points, AlertPages pages, CancellationToken ct) =>
            ReviewAsync(id, fact, release: false, held, note, alerting, points, pages, ct));
    }

    private static async Task<IResult> ReviewAsync(
        Guid id,
        Guid fact,
        bool release,
        string? held,
        string? note,
        AlertingClient alerting,
        HeldPointsClient points,
        AlertPages pages,
        CancellationToken ct)
    {
        string? text = HandlingEndpoints.TextOf(note);
        if (text?.Length > HandlingEndpoints.NoteMax)
        {
            return await ShowAsync(
                StatusCodes.Status400BadRequest, $"The note is longer than {HandlingEndpoints.NoteMax} characters. Nothing was stored.");
        }

        try
        {
            if (await alerting.AlertAsync(id, ct) is not { Item.Patient: var patient })
                return TypedResults.NotFound();
            PatientTrajectory? now = await alerting.TrajectoryAsync(patient, ct);
            HandlingResult result = HeldReading.Of(now, fact) is { } reading && reading.Point.Held == held
                ? await points.ReviewAsync(patient, fact, release, text ?? NoReason, ct)
                : new HandlingResult.SomebodyWasFirst();
            return result is HandlingResult.Stored
                ? TypedResults.LocalRedirect($"/alerts/{id}")
                : await ShowAsync(StatusCodes.Status409Conflict, SomebodyWasFirst);
        }
        catch (ServiceUnreachableException failure)
        {
            return await ShowAsync(HandlingNotice.Status(failure), HandlingNotice.NotCarriedOut(failure));
        }

        Task<IResult> ShowAsync(int status, string notice) => pages.ShowAsync(id, status, notice, typed: null, ct);
    }
}

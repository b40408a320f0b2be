using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingAnAlert;
using LymphOutcomes.Dashboard.SigningIn;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Dashboard.HandlingAlerts;

/// <summary>
/// What a person does with an alert. Each form sends the version the person saw, so that of two people one is told that
/// the other was first; after success the browser is sent back to the page (a reload sends nothing twice).
/// </summary>
public static class HandlingEndpoints
{
    /// <summary>Longest note, characters.</summary>
    public const int NoteMax = 2000;

    /// <summary>Maps the forms.</summary>
    /// <param name="app">The program.</param>
    public static void MapHandling(this WebApplication app)
    {
        app.MapPost("/alerts/{id:guid}/acknowledge", AcknowledgeAsync);
        app.MapPost("/alerts/{id:guid}/assign", AssignAsync);
        app.MapPost("/alerts/{id:guid}/resolve", ResolveAsync);
        app.MapPost("/alerts/{id:guid}/note", NoteAsync);
        app.MapPost("/alerts/{id:guid}/snooze", SnoozeAsync);
        app.MapPost("/alerts/{id:guid}/escalate", EscalateAsync);
        app.MapPost("/alerts/{id:guid}/reopen", ReopenAsync);
        app.MapPost("/alerts/{id:guid}/convert", ConvertAsync);
    }

    private static Task<IResult> AssignAsync(
        Guid id,
        [FromForm] int version,
        [FromForm] string? assignee,
        HttpContext http,
        KnownPeople people,
        AlertingClient alerting,
        AlertPages pages,
        CancellationToken ct)
    {
        string? person = string.IsNullOrEmpty(assignee) ? null : assignee;
        return person is null || people.Of(http.User.Tenant()).Contains(person)
            ? CarryOutAsync(id, alerting.AssignAsync(id, version, new AssignAlert(person), ct), typed: null, pages, ct)
            : pages.ShowAsync(
                id, StatusCodes.Status400BadRequest, "Choose one of the people in the list. Nothing was stored.", typed: null, ct);
    }

    private static Task<IResult> AcknowledgeAsync(
        Guid id, [FromForm] int version, AlertingClient alerting, AlertPages pages, CancellationToken ct) =>
        CarryOutAsync(id, alerting.AcknowledgeAsync(id, version, ct), typed: null, pages, ct);

    private static Task<IResult> ResolveAsync(
        Guid id,
        [FromForm] int version,
        [FromForm] long coveredTo,
        [FromForm] string? outcome,
        [FromForm] string? note,
        AlertingClient alerting,
        AlertPages pages,
        CancellationToken ct)
    {
        string? text = TextOf(note);
        var typed = new TypedResolution(outcome, text);
        if (outcome is null || !Words.Outcomes.Contains(outcome))
            return Refuse("Choose what came of it.");
        if (text?.Length > NoteMax)
            return Refuse($"The note is longer than {NoteMax} characters.");
        return CarryOutAsync(
            id, alerting.ResolveAsync(id, version, new ResolveAlert(outcome, coveredTo, text), ct), typed, pages, ct);

        Task<IResult> Refuse(string why) =>
            pages.ShowAsync(id, StatusCodes.Status400BadRequest, $"{why} Nothing was stored.", typed, ct);
    }

    private static Task<IResult> NoteAsync(
        Guid id, [FromForm] int version, [FromForm] string? note, AlertingClient alerting, AlertPages pages, CancellationToken ct) =>
        TextOf(note) is not { } text
            ? RefuseAsync(id, "Write what you want to keep.", pages, ct)
            : WithTextAsync(id, text, pages, () => alerting.NoteAsync(id, version, new NoteAlert(text), ct), ct);

    private static Task<IResult> SnoozeAsync(
        Guid id,
        [FromForm] int version,
        [FromForm] long coveredTo,
        [FromForm] string? until,
        AlertingClient alerting,
        AlertPages pages,
        Display display,
        CancellationToken ct)
    {
        SnoozeChoice? choice = SnoozeChoice.Of(until);
        return choice is null && until != SnoozeChoice.Back
            ? RefuseAsync(id, "Choose for how long.", pages, ct)
            : CarryOutAsync(
                id,
                alerting.SnoozeAsync(id, version, new SnoozeAlert(choice?.Until(display), coveredTo), ct),
                typed: null,
                pages,
                ct);
    }

    private static Task<IResult> EscalateAsync(
        Guid id, [FromForm] int version, [FromForm] string? note, AlertingClient alerting, AlertPages pages, CancellationToken ct) =>
        WithTextAsync(
            id, TextOf(note), pages, () => alerting.EscalateAsync(id, version, new EscalateAlert(TextOf(note)), ct), ct);

    private static Task<IResult> ReopenAsync(
        Guid id, [FromForm] int version, [FromForm] string? note, AlertingClient alerting, AlertPages pages, CancellationToken ct) =>
        WithTextAsync(id, TextOf(note), pages, () => alerting.ReopenAsync(id, version, new ReopenAlert(TextOf(note)), ct), ct);

    private static Task<IResult> ConvertAsync(
        Guid id, [FromForm] int version, AlertingClient alerting, AlertPages pages, CancellationToken ct) =>
        CarryOutAsync(id, alerting.ConvertAsync(id, version, ct), typed: null, pages, ct);

    /// <summary>What a person typed; null when it is nothing.</summary>
    /// <remarks>Browsers send line ends as two characters but count them as one against maxlength.</remarks>
    internal static string? TextOf(string? note) =>
        note?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } written ? written : null;

    private static Task<IResult> WithTextAsync(
        Guid id, string? text, AlertPages pages, Func<Task<HandlingResult>> command, CancellationToken ct) =>
        text?.Length > NoteMax
            ? RefuseAsync(id, $"The note is longer than {NoteMax} characters.", pages, ct)
            : CarryOutAsync(id, command(), typed: null, pages, ct);

    private static Task<IResult> RefuseAsync(Guid id, string why, AlertPages pages, CancellationToken ct) =>
        pages.ShowAsync(id, StatusCodes.Status400BadRequest, $"{why} Nothing was stored.", typed: null, ct);

    private static async Task<IResult> CarryOutAsync(
        Guid id, Task<HandlingResult> command, TypedResolution? typed, AlertPages pages, CancellationToken ct)
    {
        try
        {
            return await command switch
            {
                HandlingResult.Stored => TypedResults.LocalRedirect($"/alerts/{id}"),
                HandlingResult.SomebodyWasFirst =>
                    await pages.ShowAsync(id, StatusCodes.Status409Conflict, HandlingNotice.SomebodyWasFirst, typed, ct),
                HandlingResult.NotPossible(var why) =>
                    await pages.ShowAsync(id, StatusCodes.Status409Conflict, HandlingNotice.NotPossible(why), typed, ct),
                _ => TypedResults.NotFound(),
            };
        }
        catch (ServiceUnreachableException failure)
        {
            return await pages.ShowAsync(
                id, HandlingNotice.Status(failure), HandlingNotice.NotCarriedOut(failure), typed, ct);
        }
    }
}

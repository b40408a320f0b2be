using System.Net;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Dashboard.TreatingPatients;

/// <summary>
/// A person starts a session and says what took place in it. Each form sends the version the person saw, so that of two people one is
/// told that the other was first and sees how the session is now. After success the browser is sent back to the page.
/// </summary>
public static class TreatingEndpoints
{
    private const string Now = "Nothing of yours was stored. This is how the session is now.";

    /// <summary>Maps the page and its forms.</summary>
    /// <param name="app">The program.</param>
    public static void MapTreating(this WebApplication app)
    {
        app.MapGet("/sessions/{session:guid}", (Guid session, SessionPages pages, CancellationToken ct) =>
            pages.ShowAsync(session, StatusCodes.Status200OK, notice: null, typed: null, ct));
        app.MapPost("/sessions/{session:guid}/start", (
            Guid session, [FromForm] IFormCollection form, TreatmentClient treatment, SessionPages pages, Display display,
            CancellationToken ct) =>
            StepAsync(
                session, TypedTreatment.Of(form), pages, display, typed => treatment.StartAsync(
                    session, typed.Version!.Value, typed.ToStart(), ct), ct));
        app.MapPost("/sessions/{session:guid}/complete", (
            Guid session, [FromForm] IFormCollection form, TreatmentClient treatment, SessionPages pages, Display display,
            CancellationToken ct) =>
            StepAsync(
                session, TypedTreatment.Of(form), pages, display, typed => treatment.CompleteAsync(
                    session, typed.Version!.Value, typed.ToCompletion(display), form["end"] == "stopped", ct), ct));
    }

    /// <summary>What the page says when sessions gave no answer that can be used.</summary>
    /// <param name="failure">How it went.</param>
    public static string NotCarriedOut(ServiceUnreachableException failure) => failure.Refusal switch
    {
        null => "The sessions service did not answer, so it is not known whether this was stored. Look before you try again.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            "The sessions service does not let you do this. Nothing was stored.",
        { } refusal => $"The sessions service refused this (answer {(int)refusal}). Nothing was stored.",
    };

    private static async Task<IResult> StepAsync(
        Guid session,
        TypedTreatment typed,
        SessionPages pages,
        Display display,
        Func<TypedTreatment, Task<HandlingResult>> step,
        CancellationToken ct)
    {
        if (typed.Fault(display) is { } fault)
            return await pages.ShowAsync(session, StatusCodes.Status400BadRequest, $"{fault} Nothing was stored.", typed, ct);
        try
        {
            return await step(typed) switch
            {
                HandlingResult.Stored => TypedResults.LocalRedirect($"/sessions/{session}"),
                HandlingResult.SomebodyWasFirst => await pages.ShowAsync(
                    session, StatusCodes.Status409Conflict, $"Somebody was first. {Now}", typed, ct),
                HandlingResult.NotPossible(var why) => await pages.ShowAsync(
                    session, StatusCodes.Status409Conflict, $"This is not possible. {(why is null ? "" : $"{why} ")}{Now}", typed, ct),
                _ => TypedResults.NotFound(),
            };
        }
        catch (ServiceUnreachableException failure)
        {
            return await pages.ShowAsync(
                session,
                (int)(failure.Refusal ?? HttpStatusCode.ServiceUnavailable),
                NotCarriedOut(failure),
                typed,
                ct);
        }
    }
}

using System.Net;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.HandlingAlerts;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Dashboard.ChoosingRules;

/// <summary>
/// The rules patients are judged by: everybody reads them, leads put a version in force. A version is proposed at alerting's API.
/// </summary>
public static class RulesEndpoints
{
    /// <summary>Longest reason, characters.</summary>
    public const int ReasonMax = 500;

    private static readonly AskedRules Plain = new(null, null, null);

    /// <summary>Maps the page and its forms.</summary>
    /// <param name="app">The program.</param>
    public static void MapRules(this WebApplication app)
    {
        app.MapGet("/rules", (RulesPages pages, CancellationToken ct, int? version = null, int? from = null, int? to = null) =>
            pages.ShowAsync(new(version, from, to), StatusCodes.Status200OK, notice: null, typed: null, ct));
        app.MapPost("/rules/activate", ActivateAsync);
        // A form parameter would be read to no purpose; IFormCollection makes the anti-forgery check apply.
        app.MapPost("/rules/release", ([FromForm] IFormCollection form, RulesClient rules, RulesPages pages, CancellationToken ct) =>
            CarryOutAsync(rules.ReleaseAsync(ct), typed: null, pages, ct));
        app.MapPost("/rules/back-tests", StartBackTestAsync);
        app.MapGet("/rules/back-tests/{id:guid}", (Guid id, RulesPages pages, CancellationToken ct) => pages.ShowBackTestAsync(id, ct));
    }

    private static async Task<IResult> ActivateAsync(
        [FromForm] int version, [FromForm] string? reason, RulesClient rules, RulesPages pages, CancellationToken ct)
    {
        string? text = HandlingEndpoints.TextOf(reason);
        TypedActivation typed = new(version, text);
        if (text is null)
            return await ShowAsync(StatusCodes.Status400BadRequest, "Write why it is put in force. Nothing was stored.");
        if (text.Length > ReasonMax)
        {
            return await ShowAsync(
                StatusCodes.Status400BadRequest, $"The reason is longer than {ReasonMax} characters. Nothing was stored.");
        }

        return await CarryOutAsync(rules.ActivateAsync(version, text, ct), typed, pages, ct);

        Task<IResult> ShowAsync(int status, string notice) => pages.ShowAsync(Plain, status, notice, typed, ct);
    }

    private static async Task<IResult> StartBackTestAsync(
        [FromForm] int version, [FromForm] int against, RulesClient rules, RulesPages pages, CancellationToken ct)
    {
        try
        {
            return await rules.StartBackTestAsync(version, against, ct) is { } test
                ? TypedResults.LocalRedirect($"/rules/back-tests/{test.Id}")
                : TypedResults.NotFound();
        }
        catch (ServiceUnreachableException failure)
        {
            string notice = failure.Refusal switch
            {
                HttpStatusCode.TooManyRequests => "Other back-tests wait already. Nothing was begun; come again when they are done.",
                null => "The alerting service did not answer, so it is not known whether the back-test was begun.",
                _ => HandlingNotice.NotCarriedOut(failure),
            };
            return await pages.ShowAsync(Plain, HandlingNotice.Status(failure), notice, typed: null, ct);
        }
    }

    private static async Task<IResult> CarryOutAsync(
        Task<HandlingResult> step, TypedActivation? typed, RulesPages pages, CancellationToken ct)
    {
        try
        {
            return await step switch
            {
                HandlingResult.NotPossible(var why) => await pages.ShowAsync(
                    Plain, StatusCodes.Status409Conflict, HandlingNotice.NotPossible(why), typed, ct),
                _ => TypedResults.LocalRedirect("/rules"),
            };
        }
        catch (ServiceUnreachableException failure)
        {
            string notice = failure.Refusal is null
                ? "The alerting service did not answer, so it is not known whether this was stored. Look at what is in force now."
                : HandlingNotice.NotCarriedOut(failure);
            return await pages.ShowAsync(Plain, HandlingNotice.Status(failure), notice, typed, ct);
        }
    }
}

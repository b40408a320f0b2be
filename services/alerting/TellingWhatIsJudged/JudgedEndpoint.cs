using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.TellingWhatIsJudged;

/// <summary>
/// <c>POST /v1/judged</c>: a hospital's system, or intake on its behalf, asks whether facts have arrived here and been judged.
/// </summary>
public static class JudgedEndpoint
{
    private const int FactsMax = 200;

    /// <summary>Adds the endpoint.</summary>
    public static void MapJudged(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/judged", FindAsync).RequireAuthorization(Policies.SystemOnly);

    private static async Task<IResult> FindAsync(
        JudgedQuestion question, HttpContext http, JudgedFacts facts, CancellationToken ct) =>
        question.Facts is { Count: >= 1 and <= FactsMax } asked
            ? Results.Ok(new JudgedAnswer(await facts.FindAsync(http.User.Tenant(), asked, ct)))
            : Results.Problem($"Ask for 1 to {FactsMax} facts.", statusCode: StatusCodes.Status400BadRequest);
}

using System.Security.Claims;
using LymphOutcomes.Contracts;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>
/// <c>GET /v1/quarantine?after=&amp;limit=</c>: a hospital sees which of its events were parked, and why.
/// </summary>
internal static class QuarantineEndpoint
{
    private const int LimitMax = 200;

    public static void MapQuarantine(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/quarantine", ListAsync).RequireAuthorization(Policies.SystemOnly);

    private static async Task<IResult> ListAsync(
        ClaimsPrincipal user, QuarantineTable quarantine, CancellationToken ct, long after = 0, int limit = 50)
    {
        if (limit is < 1 or > LimitMax)
            return Results.Problem($"limit is 1 to {LimitMax}.", statusCode: StatusCodes.Status400BadRequest);
        IReadOnlyList<QuarantineEntry> items = await quarantine.ListAsync(user.Tenant(), after, limit, ct);
        return Results.Json(new QuarantinePage(items, items.Count == limit ? items[^1].Id : null), ContractJson.Options);
    }
}

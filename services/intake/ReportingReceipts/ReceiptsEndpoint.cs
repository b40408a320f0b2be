using System.Security.Claims;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Intake.ReportingReceipts;

/// <summary>
/// <c>GET /v1/receipts?source=&amp;id=</c>: a sender that lost its answer asks what became of a delivery: stored, relayed, judged.
/// </summary>
internal static class ReceiptsEndpoint
{
    public static void MapReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/receipts", FindAsync).RequireAuthorization(Policies.SystemOnly);

    private static async Task<IResult> FindAsync(
        ClaimsPrincipal user,
        HttpContext http,
        TenantKeys keys,
        ReceiptTable receipts,
        AskAlerting alerting,
        CancellationToken ct,
        string? source = null,
        string? id = null)
    {
        if (source is not { Length: >= 1 and <= CloudEventReader.AttributeLengthMax }
            || id is not { Length: >= 1 and <= CloudEventReader.AttributeLengthMax }
            || source.Contains('\0', StringComparison.Ordinal) || id.Contains('\0', StringComparison.Ordinal))
        {
            return Results.Problem("source and id name the delivery.", statusCode: StatusCodes.Status400BadRequest);
        }

        string tenant = user.Tenant();
        Guid eventId = DerivedId.From(KeyedHash.OfDelivery(await keys.OfAsync(tenant, ct), source, id));
        if (await receipts.FindAsync(tenant, source, id, eventId, ct) is not { } receipt)
            return Results.Problem("No such delivery was taken in.", statusCode: StatusCodes.Status404NotFound);
        if (receipt.Judged == AskAlerting.Unknown)
        {
            string judged = await alerting.WasJudgedAsync(eventId, http.Request.Headers.Authorization.ToString(), ct);
            receipt = receipt with { Judged = judged };
        }

        return Results.Json(receipt, ContractJson.Options);
    }
}

using System.Security.Claims;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>
/// A hospital's system translates its identifiers into ours and back; a coordinator's screen asks for names. Both see their own
/// hospital only.
/// </summary>
internal static class PatientsEndpoint
{
    public static void MapPatients(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/patients", FindAsync).RequireAuthorization(Policies.SystemOnly);
        routes.MapGet("/v1/patients/{id:guid}/identifiers", IdentifiersAsync).RequireAuthorization(Policies.SystemOnly);
        routes.MapPost("/v1/patients/lookup", LookUpAsync).RequireAuthorization(Policies.Coordinators);
    }

    private static async Task<IResult> FindAsync(
        ClaimsPrincipal user, PatientDirectory directory, CancellationToken ct, string? identifier = null)
    {
        if (Subject.From(identifier) is not { } subject)
            return Results.Problem("identifier is identifier-system|value.", statusCode: StatusCodes.Status400BadRequest);
        return await directory.FindAsync(user.Tenant(), subject, ct) is { } patient
            ? Results.Json(new FoundPatient(patient), ContractJson.Options)
            : Results.Problem("No patient has this identifier.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> IdentifiersAsync(
        ClaimsPrincipal user, PatientDetailsTable details, Guid id, CancellationToken ct) =>
        await details.IdentifiersAsync(user.Tenant(), id, ct) is { } found
            ? Results.Json(found, ContractJson.Options)
            : Results.Problem("No such patient.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<IResult> LookUpAsync(
        ClaimsPrincipal user, PatientDetailsTable details, TimeProvider time, PatientLookup lookup, CancellationToken ct)
    {
        if (lookup.Patients is not { Count: >= 1 and <= PatientDetailsTable.LookupMax })
        {
            return Results.Problem(
                $"Ask for 1 to {PatientDetailsTable.LookupMax} patients.", statusCode: StatusCodes.Status400BadRequest);
        }

        IReadOnlyList<PatientDirectoryEntry> entries = await details.LookUpAsync(
            user.Tenant(), user.Subject(), user.Role(), time.GetUtcNow(), [.. lookup.Patients.Distinct()], ct);
        return Results.Json(new PatientLookupResult(entries), ContractJson.Options);
    }
}

/// <summary>Answer of <c>GET /v1/patients?identifier=</c>.</summary>
/// <param name="Patient">Our patient id; of a merged patient that of the one who goes on.</param>
public sealed record FoundPatient(Guid Patient);

/// <summary>Answer of <c>GET /v1/patients/{id}/identifiers</c>.</summary>
/// <param name="Patient">Our patient id; of a merged patient that of the one who goes on.</param>
/// <param name="Identifiers">The hospital's identifiers of this person.</param>
public sealed record PatientIdentifiers(Guid Patient, IReadOnlyList<PatientIdentifier> Identifiers);

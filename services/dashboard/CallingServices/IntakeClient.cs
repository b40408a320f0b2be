using System.Net;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>
/// Intake's patient directory, as the signed-in person; intake checks the role and writes down who looked.
/// </summary>
/// <param name="client">Knows the address and adds the person's token.</param>
public sealed class IntakeClient(HttpClient client)
{
    /// <summary>Most ids in one look-up.</summary>
    public const int LookupMax = 200;

    private const string Service = "intake";

    /// <summary>What the directory knows; unknown ids are left out.</summary>
    /// <param name="patients">1 to <see cref="LookupMax"/> patient ids.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Intake cannot be used now.</exception>
    public async Task<PatientLookupResult> LookupAsync(IReadOnlyList<Guid> patients, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/patients/lookup")
        {
            Content = JsonContent.Create(new PatientLookup(patients), options: ContractJson.Options),
        };
        using HttpResponseMessage answer = await ServiceCall.SendAsync(client, Service, request, ct);
        return answer.StatusCode == HttpStatusCode.OK
            ? await ServiceCall.ReadAsync<PatientLookupResult>(Service, answer, ct)
            : throw new ServiceUnreachableException(Service, $"it answered {(int)answer.StatusCode}");
    }
}

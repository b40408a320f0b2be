using System.Net;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>What a person says of readings that alerting keeps out of the trend.</summary>
/// <param name="client">Knows alerting's address and adds the person's token.</param>
public sealed class HeldPointsClient(HttpClient client)
{
    private const string Service = "alerting";

    /// <summary>Releases a held reading, or calls it wrong.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="fact">The fact that holds the reading.</param>
    /// <param name="release">True: it counts. False: it stays out.</param>
    /// <param name="reason">Why, 1 to 2,000 characters.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public async Task<HandlingResult> ReviewAsync(Guid patient, Guid fact, bool release, string reason, CancellationToken ct)
    {
        string path = $"v1/patients/{patient}/held-points/{fact}/{(release ? "release" : "reject")}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(new ReviewPoint(reason), options: ContractJson.Options),
        };
        using HttpResponseMessage answer = await ServiceCall.SendAsync(client, Service, request, ct);
        return answer.StatusCode switch
        {
            // A reading that was corrected or taken back is another person's step as well.
            HttpStatusCode.NotFound or HttpStatusCode.Conflict => new HandlingResult.SomebodyWasFirst(),
            _ => new HandlingResult.Stored(),
        };
    }
}

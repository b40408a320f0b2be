using System.Net;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>
/// A service did not answer in time, or answered what cannot be used. The page says so and goes on without it.
/// </summary>
/// <param name="service">Its name, for the log.</param>
/// <param name="why">What happened; never holds what a person typed.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class ServiceUnreachableException(string service, string why, Exception? inner = null)
    : Exception($"{service} cannot be used: {why}", inner)
{
    /// <summary>
    /// The status (4xx) with which the service refused the request: it changed nothing. Null when no answer came or the
    /// service failed, and what it did before is not known.
    /// </summary>
    public HttpStatusCode? Refusal { get; init; }
}

namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>
/// Body of <c>POST /v1/patients/{id}/held-points/{fact}/release</c> and <c>/reject</c>: a person says what a held point is.
/// </summary>
/// <param name="Reason">Why, 1 to 2,000 characters; kept where it can be erased.</param>
public sealed record ReviewPoint(string Reason);

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>One message to one route, as it is written down before anything is sent.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">Made of the event and the route: the key by which a receiver knows a repeat.</param>
/// <param name="Route">Name of the route.</param>
/// <param name="Channel">How, as on the wire.</param>
/// <param name="What">What happened to the alert: <c>raised</c>, <c>upgraded</c>, <c>reopened</c> or <c>escalated</c>.</param>
/// <param name="Alert">Which alert.</param>
/// <param name="Patient">Whose.</param>
/// <param name="Severity">As the alert then stood, as on the wire.</param>
/// <param name="Body">The message as JSON; the same bytes at every attempt.</param>
/// <param name="At">When alerting logged it.</param>
public sealed record Delivery(
    string Tenant,
    Guid Id,
    string Route,
    string Channel,
    string What,
    Guid Alert,
    Guid Patient,
    string Severity,
    string Body,
    DateTimeOffset At);

/// <summary>A delivery that this instance is to send now.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The delivery.</param>
/// <param name="Route">Name of the route.</param>
/// <param name="Body">What to send.</param>
/// <param name="At">When alerting logged it.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="FirstAttemptAt">When the first one began.</param>
public sealed record ClaimedDelivery(
    string Tenant, Guid Id, string Route, string Body, DateTimeOffset At, int Attempt, DateTimeOffset FirstAttemptAt);

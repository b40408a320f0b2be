using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>
/// What a webhook is sent, as the body of a POST. It may come more than once, always with the same bytes and the same <c>Id</c>, which is
/// also the header <c>Idempotency-Key</c>. Names and telephone numbers are never in it.
/// </summary>
/// <param name="Id">Id of the delivery.</param>
/// <param name="Type">What happened to the alert: <c>raised</c>, <c>upgraded</c>, <c>reopened</c> or <c>escalated</c>.</param>
/// <param name="Tenant">The hospital.</param>
/// <param name="Alert">The alert as it then stood.</param>
public sealed record AlertNotification(
    Guid Id, [AllowedValues("raised", "upgraded", "reopened", "escalated")] string Type, string Tenant, Alert Alert);

/// <summary>One message to one route: an item of <c>GET /v1/notifications</c> and <c>GET /v1/alerts/{id}/notifications</c>.</summary>
/// <param name="Id">Id of the delivery; what the receiver saw as <c>Idempotency-Key</c>, or in the Message-ID.</param>
/// <param name="Route">Name of the route.</param>
/// <param name="Channel"><c>webhook</c> or <c>email</c>.</param>
/// <param name="Type">What happened to the alert: <c>raised</c>, <c>upgraded</c>, <c>reopened</c> or <c>escalated</c>.</param>
/// <param name="Alert">Which alert.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Severity">As the alert then stood: <c>watch</c>, <c>call_provider</c> or <c>urgent</c>.</param>
/// <param name="State"><c>waiting</c>, <c>sent</c>, or <c>failed</c>: given up.</param>
/// <param name="At">When alerting logged what it tells of.</param>
/// <param name="AttemptCount">How often it was begun to be sent.</param>
/// <param name="Attempts">The latest ten, oldest first.</param>
/// <param name="DueAt">While it waits: when it may be sent; in the route's quiet hours later, unless it is urgent. Null otherwise.</param>
/// <param name="SettledAt">When it was sent or given up; null while it waits.</param>
public sealed record Notification(
    Guid Id,
    string Route,
    [AllowedValues("webhook", "email")] string Channel,
    string Type,
    Guid Alert,
    Guid Patient,
    string Severity,
    [AllowedValues("waiting", "sent", "failed")] string State,
    DateTimeOffset At,
    int AttemptCount,
    IReadOnlyList<NotificationAttempt> Attempts,
    DateTimeOffset? DueAt = null,
    DateTimeOffset? SettledAt = null);

/// <summary>One attempt at sending.</summary>
/// <param name="Attempt">Which one, from 1.</param>
/// <param name="To">To whom: an e-mail address, or the host of a webhook.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="Outcome"><c>sent</c>, <c>failed</c>, or <c>unknown</c>: under way, or nobody lived to write it down; it may have
/// arrived.</param>
/// <param name="Detail">What the other side said; null when unknown.</param>
/// <param name="EndedAt">When it ended; null when unknown.</param>
public sealed record NotificationAttempt(
    int Attempt,
    string To,
    DateTimeOffset BegunAt,
    [AllowedValues("sent", "failed", "unknown")] string Outcome,
    string? Detail = null,
    DateTimeOffset? EndedAt = null);

/// <summary>A page of notifications, oldest first.</summary>
/// <param name="Items">At most the asked number.</param>
/// <param name="Next">Pass as <c>after</c> to read on; null on the last page, and then written as null.</param>
public sealed record NotificationPage(
    IReadOnlyList<Notification> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);

/// <summary>A route as <c>GET /v1/notifications/routes</c> shows it; what is secret is left out.</summary>
/// <param name="Name">Unique in the hospital.</param>
/// <param name="Channel"><c>webhook</c> or <c>email</c>.</param>
/// <param name="Audience"><c>coordinator</c> or <c>lead</c>.</param>
/// <param name="Severity">Least severity.</param>
/// <param name="Rules">Ids of the rules; empty: all.</param>
/// <param name="To">An e-mail address, or the host of a webhook.</param>
/// <param name="QuietFrom">Beginning of the hours in which only urgent is sent, for example <c>22:00</c>; null: there are none.</param>
/// <param name="QuietTo">Their end.</param>
/// <param name="QuietZone">Whose clock.</param>
public sealed record NotificationRoute(
    string Name,
    string Channel,
    string Audience,
    string Severity,
    IReadOnlyList<string> Rules,
    string To,
    string? QuietFrom = null,
    string? QuietTo = null,
    string? QuietZone = null);

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>One step of the way of a fact: from one log through a relay and a queue into the next log, under the same id.</summary>
/// <param name="From">Schema of the log it was stored in.</param>
/// <param name="To">Schema of the log it must arrive in.</param>
/// <param name="Relay">The relay between.</param>
/// <param name="Queue">The queue between.</param>
/// <param name="Types">SQL condition on <c>e.type</c>: which events of the first log are published to the second.</param>
public sealed record AuditStep(string From, string To, string Relay, string Queue, string Types)
{
    private const string NotOfSessions = "e.type not like 'session-%' and e.type not like 'side-effects-reported.%'";

    // Details, and merges as the hospital said them; where each patient belongs from then on is published.
    private const string NotOfDirectory =
        "e.type not like 'patient-details.%' and e.type not like 'patients-merged.%' and e.type not like 'patients-unmerged.%'";

    // What sessions says of its own, such as holds, and what it keeps of other facts goes to nobody's log.
    private const string PublishedBySessions =
        "(e.type like 'session-recorded.%' or e.type like 'booking-recorded.%' or e.type like 'cancellation-recorded.%' "
        + "or e.type like 'side-effects-recorded.%')";

    /// <summary>
    /// Every step. Details of patients and merges are not published; sessions reach alerting through sessions (design, section 4).
    /// </summary>
    public static IReadOnlyList<AuditStep> All { get; } =
    [
        new(
            "intake",
            "alerting",
            "intake-relay",
            "lymph.alerting.intake-facts",
            NotOfDirectory + " and " + NotOfSessions),
        new("intake", "sessions", "intake-relay", "lymph.sessions.intake-facts", "not (" + NotOfSessions + ")"),
        new("sessions", "alerting", "sessions-relay", "lymph.alerting.session-facts", PublishedBySessions),
    ];

    /// <summary>Every log and the relay that passes it on.</summary>
    public static IReadOnlyList<(string Log, string Relay)> Relays { get; } =
        [("intake", "intake-relay"), ("sessions", "sessions-relay"), ("alerting", "alerting-hospitals")];

    /// <summary>Every reader that may be refused and released: the relays, and what tells people and hospitals.</summary>
    public static IReadOnlyList<(string Log, string Reader)> Readers { get; } =
        [.. Relays, ("sessions", "sessions-hospitals"), ("alerting", "alerting-notifications")];

    /// <summary>For people.</summary>
    public override string ToString() => $"{From} to {To}";
}

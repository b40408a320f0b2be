namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>Answer of <c>GET /v1/patients/{id}/past</c>: one patient as staff could have known them, or as things were.</summary>
/// <param name="KnownAt">Only what alerting had logged by then.</param>
/// <param name="EffectiveUpTo">Of that only what was so by then.</param>
/// <param name="AsOf">Sequence number of alerting's log that <paramref name="KnownAt"/> stands for.</param>
/// <param name="Trajectory">The limbs, drawn from those facts by the rules in force today.</param>
/// <param name="Alerts">The alerts as they stood, by the decisions made then: they are not made again.</param>
public sealed record PatientPast(
    DateTimeOffset KnownAt,
    DateTimeOffset EffectiveUpTo,
    long AsOf,
    PatientTrajectory Trajectory,
    IReadOnlyList<Alert> Alerts);

/// <summary>Answer of <c>GET /v1/alerts/past</c>: the work queue as it stood.</summary>
/// <param name="KnownAt">The moment.</param>
/// <param name="AsOf">Sequence number of alerting's log at that moment.</param>
/// <param name="Items">Alerts that nobody had resolved, by id.</param>
/// <param name="Next">Pass as <c>after</c> to read on; null on the last page.</param>
public sealed record PastQueue(DateTimeOffset KnownAt, long AsOf, IReadOnlyList<Alert> Items, Guid? Next);

/// <summary>Answer of <c>GET /v1/alerts/{id}/rerun</c>: the last decision of the rules on an alert, made once more.</summary>
/// <param name="Alert">Id of the alert.</param>
/// <param name="Decision">The stored event, for example <c>alert-raised.v1</c>.</param>
/// <param name="DecidedAt">When it was logged.</param>
/// <param name="Seq">Its number in alerting's log.</param>
/// <param name="RuleSet">Version of the rule set it was made by, and made again by.</param>
/// <param name="Same">True when every byte of the finding is the same.</param>
/// <param name="Differences">What differs, in words; empty when nothing does.</param>
public sealed record Rerun(
    Guid Alert,
    string Decision,
    DateTimeOffset DecidedAt,
    long Seq,
    int RuleSet,
    bool Same,
    IReadOnlyList<string> Differences);

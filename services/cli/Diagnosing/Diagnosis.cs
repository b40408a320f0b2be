using LymphOutcomes.Cli.Rebuilding;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>All that <c>lymph doctor</c> has seen; what is wrong with it is said by <see cref="Findings"/>.</summary>
/// <param name="At">When it looked.</param>
/// <param name="Servers">PostgreSQL and RabbitMQ.</param>
/// <param name="Programs">The four programs.</param>
/// <param name="Queues">Every queue of the topology; empty when the broker could not be asked.</param>
/// <param name="Readers">Every reader of every log; empty when PostgreSQL could not be asked.</param>
/// <param name="Audit">One row a step of the way and hospital; empty when PostgreSQL could not be asked.</param>
public sealed record Diagnosis(
    DateTimeOffset At,
    IReadOnlyList<ServerSeen> Servers,
    IReadOnlyList<ProgramSeen> Programs,
    IReadOnlyList<QueueSeen> Queues,
    IReadOnlyList<ReaderSeen> Readers,
    IReadOnlyList<StepSeen> Audit)
{
    /// <summary>What waits in quarantine; empty when PostgreSQL could not be asked.</summary>
    public IReadOnlyList<QuarantineSeen> Quarantine { get; init; } = [];

    /// <summary>Readers that are refused; empty when PostgreSQL could not be asked.</summary>
    public IReadOnlyList<RefusedSeen> Refused { get; init; } = [];

    /// <summary>Notifications that did not arrive; empty when PostgreSQL could not be asked.</summary>
    public IReadOnlyList<NotificationsSeen> Notifications { get; init; } = [];

    /// <summary>Views that can be built anew; empty when PostgreSQL could not be asked.</summary>
    public IReadOnlyList<RebuildSeen> Views { get; init; } = [];
}

/// <summary>A server.</summary>
/// <param name="Name">For people.</param>
/// <param name="Version">As it says itself; null when it did not answer.</param>
/// <param name="Failure">Why it could not be asked; null when it could.</param>
public sealed record ServerSeen(string Name, string? Version, string? Failure = null);

/// <summary>A program.</summary>
/// <param name="Name"><c>intake</c> …</param>
/// <param name="Health"><c>Healthy</c>, <c>Degraded</c>, <c>Unhealthy</c>; null when it does not answer.</param>
/// <param name="Detail">What its checks say, or why it does not answer.</param>
public sealed record ProgramSeen(string Name, string? Health, string Detail);

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Use">What the topology has it for.</param>
/// <param name="MaxLength">Messages it holds at most.</param>
/// <param name="Messages">Ready to be delivered; null when there is no such queue.</param>
/// <param name="Consumers">Who reads it; null when there is no such queue.</param>
public sealed record QueueSeen(string Name, QueueUse Use, int MaxLength, long? Messages, long? Consumers);

/// <summary>What a queue is there for.</summary>
public enum QueueUse
{
    /// <summary>A program must read it.</summary>
    Read,

    /// <summary>Nobody needs to; the oldest is forgotten.</summary>
    Kept,

    /// <summary>It should stay empty: what is in it was given up.</summary>
    Dead,
}

/// <summary>A reader of a log.</summary>
/// <param name="Log">The schema.</param>
/// <param name="Name">Name of its position.</param>
/// <param name="IsRelay">True for the relays that must keep up; false for readers this build does not know.</param>
/// <param name="Position">Last number it has dealt with.</param>
/// <param name="Head">Last number in the log.</param>
/// <param name="WaitingSince">When the oldest event after the position was stored; null when none waits.</param>
public sealed record ReaderSeen(
    string Log, string Name, bool IsRelay, long Position, long Head, DateTimeOffset? WaitingSince)
{
    /// <summary>Events it has not dealt with; 0 when it stands ahead of the log.</summary>
    public long Lag => Math.Max(0, Head - Position);
}

/// <summary>One hospital's facts on one step of the way, counted.</summary>
/// <param name="Step">From which log to which.</param>
/// <param name="Tenant">The hospital.</param>
/// <param name="Stored">Facts of a published type in the first log.</param>
/// <param name="Relayed">Those the relay's position has passed.</param>
/// <param name="Arrived">Those whose id is in the second log.</param>
/// <param name="Parked">Those among them that were kept unread there.</param>
/// <param name="Absent">Relayed and not arrived.</param>
/// <param name="AbsentSince">When the oldest absent one was stored; null when none is.</param>
/// <param name="Examples">Up to ten absent ones, oldest first.</param>
public sealed record StepSeen(
    AuditStep Step,
    string Tenant,
    long Stored,
    long Relayed,
    long Arrived,
    long Parked,
    long Absent,
    DateTimeOffset? AbsentSince,
    IReadOnlyList<AbsentFact> Examples)
{
    /// <summary>Fewer were absent at the last look than at the one before: somebody is at work on them.</summary>
    public bool IsShrinking { get; init; }
}

/// <summary>A fact that is missing where it should have arrived.</summary>
/// <param name="Seq">Its number in the first log.</param>
/// <param name="Id">Its id, the same in every log.</param>
public sealed record AbsentFact(long Seq, Guid Id);

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A run of intake's log: at most 500 facts and 256 KiB. An empty run says "alive, nothing new".</summary>
/// <param name="Log">Name of the log the sequence numbers belong to.</param>
/// <param name="FromSeq">First sequence number covered.</param>
/// <param name="ToSeq">Last sequence number covered; less than <paramref name="FromSeq"/> for an empty run.</param>
/// <param name="Items">The facts, in log order. Readers must not rely on order between groups.</param>
public sealed record IntakeFacts(string Log, long FromSeq, long ToSeq, IReadOnlyList<BusItem> Items);

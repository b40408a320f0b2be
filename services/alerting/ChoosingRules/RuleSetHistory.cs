using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>The rule sets of one hospital and which of them judges. The fold of the hospital's stream of rule sets.</summary>
/// <param name="Proposed">In the order they were proposed.</param>
/// <param name="InForce">What judges now; null while the hospital has chosen none.</param>
/// <param name="Released">The last activation whose findings were released; 0 before the first.</param>
/// <param name="Shadow">The version that runs beside the one in force; null while none does.</param>
/// <param name="Runs">How many such runs there were.</param>
public sealed record RuleSetHistory(
    ImmutableList<ProposedRuleSet> Proposed, ActiveRuleSet? InForce, int Released = 0, ActiveShadow? Shadow = null, int Runs = 0)
    : IFold<RuleSetHistory>
{
    /// <summary>Id of the stream; a hospital has one.</summary>
    public const string StreamId = "rules";

    /// <inheritdoc/>
    public static RuleSetHistory Initial { get; } = new([], InForce: null);

    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <summary>False: it is folded from a few events, and a stream of patients' snapshots is no place for it.</summary>
    public static bool KeepsSnapshot => false;

    /// <summary>The first version a hospital can propose.</summary>
    public static int FirstVersion { get; } = RuleSet.All[^1].Version + 1;

    /// <summary>The version the next proposal gets.</summary>
    public int NextVersion => Proposed.IsEmpty ? FirstVersion : Proposed[^1].Rules.Version + 1;

    /// <summary>The stream of a hospital.</summary>
    public static StreamKey StreamOf(string tenant) => new(tenant, StreamId);

    /// <inheritdoc/>
    public static RuleSetHistory Evolve(RuleSetHistory state, StoredEvent @event) => @event.Data switch
    {
        RuleSetProposed proposed => state with
        {
            Proposed = state.Proposed.Add(new(
                RuleSetJson.Read(proposed.Set, proposed.Version), proposed.Base, proposed.By, proposed.Reason, @event.Timestamp)),
        },
        RuleSetActivated activated => state with
        {
            InForce = new(
                activated.Version, activated.Activation, @event.Id, activated.By, activated.Reason, @event.Timestamp, @event.SeqId),
        },
        ShadowBegun begun => state with
        {
            Shadow = new(begun.Version, begun.Against, begun.Run, begun.By, @event.Timestamp, @event.SeqId),
            Runs = begun.Run,
        },
        ShadowEnded => state with { Shadow = null },
        FindingsReleased released => state with { Released = released.Activation },
        _ => state,
    };

    /// <summary>The rule set of a version, built in or proposed; null when there is none.</summary>
    public RuleSet? Find(int version) =>
        RuleSet.All.FirstOrDefault(rules => rules.Version == version)
        ?? Proposed.Find(proposed => proposed.Rules.Version == version)?.Rules;

    /// <summary>The rule set that judges, marked with its activation; null while the hospital has chosen none.</summary>
    public RuleSet? Judging => InForce is { } active ? Find(active.Version)! with { Activation = active.Activation } : null;
}

/// <summary>A rule set that was proposed.</summary>
/// <param name="Rules">The rules and limits.</param>
/// <param name="Base">As in <see cref="RuleSetProposed"/>.</param>
/// <param name="By">As in <see cref="RuleSetProposed"/>.</param>
/// <param name="Reason">As in <see cref="RuleSetProposed"/>.</param>
/// <param name="At">When, in alerting's log.</param>
public sealed record ProposedRuleSet(RuleSet Rules, int? Base, string By, string Reason, DateTimeOffset At);

/// <summary>The rule set in force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Activation">As in <see cref="RuleSetActivated"/>.</param>
/// <param name="Event">Id of the event.</param>
/// <param name="By">As in <see cref="RuleSetActivated"/>.</param>
/// <param name="Reason">As in <see cref="RuleSetActivated"/>.</param>
/// <param name="At">When, in alerting's log.</param>
/// <param name="Seq">Its number in alerting's log.</param>
public sealed record ActiveRuleSet(int Version, int Activation, Guid Event, string By, string Reason, DateTimeOffset At, long Seq);

/// <summary>A version that runs beside the one in force.</summary>
/// <param name="Version">The version.</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="Run">As in <see cref="ShadowBegun"/>.</param>
/// <param name="By">As in <see cref="ShadowBegun"/>.</param>
/// <param name="At">When it began, in alerting's log.</param>
/// <param name="Seq">Its number in alerting's log.</param>
public sealed record ActiveShadow(int Version, int Against, int Run, string By, DateTimeOffset At, long Seq);

using System.Collections.Immutable;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>
/// All that alerting knows of one patient: the facts accepted, the starting sizes announced and the alerts with their life.
/// The fold of the patient's stream.
/// </summary>
/// <param name="Facts">
/// In the order accepted, which says nothing about when they were so. All of them, or, where older history is settled, those
/// that later facts may still bear on.
/// </param>
/// <param name="Baselines">The starting sizes last announced, one a limb.</param>
/// <param name="Alerts">Every alert ever raised, oldest first.</param>
/// <param name="Waiting">Facts of this patient that wait, here or in intake.</param>
/// <param name="Settled">What the facts left out came to; null when none is left out.</param>
/// <param name="Reviewed">What people said about held points, each point once; null while they said nothing.</param>
/// <param name="Under">The rules the patient is judged by, and <paramref name="Settled"/> was judged by; null = the standard.</param>
/// <param name="Belongs">With whom the facts are looked at; null while nobody said that it is another patient.</param>
/// <param name="Others">Patients whose facts are, or were, looked at with these; null while there are none.</param>
public sealed record PatientPicture(
    ImmutableList<AcceptedFact> Facts,
    ImmutableList<AnnouncedBaseline> Baselines,
    ImmutableList<AlertState> Alerts,
    WaitingFacts Waiting,
    SettledHistory? Settled = null,
    ImmutableList<ReviewedPoint>? Reviewed = null,
    PatientJudgedUnder? Under = null,
    Belonging? Belongs = null,
    ImmutableList<JoinedPatient>? Others = null)
    : IFold<PatientPicture>
{
    /// <inheritdoc/>
    public static PatientPicture Initial { get; } = new([], [], [], WaitingFacts.None);

    /// <inheritdoc/>
    public static int FoldVersion => 11;

    /// <inheritdoc/>
    public static bool KeepsSnapshot => true;

    /// <inheritdoc/>
    public static PatientPicture ForSnapshot(PatientPicture state) =>
        // Under limits that are not known here it stays as it is, and is judged by re-reading.
        KnownLimits.Find(state.Under?.Limits) is { } rules ? Settling.Settle(state, rules) : state;

    /// <inheritdoc/>
    public static PatientPicture Evolve(PatientPicture state, StoredEvent @event) => @event.Data switch
    {
        PatientFact fact => state.With(@event.SeqId, fact),
        BaselineChanged changed => state.With(changed),
        AlertEvent alert => state.With(alert.Alert),
        ItemParked parked => state with { Waiting = state.Waiting.With(WaitingOf(parked, @event.Timestamp)) },
        FactWaits or FactWaitsNoMore => state.Hearing(@event.Data),
        HeldPointReleased released => state.With(new ReviewedPoint(released.Fact, Released: true)),
        HeldPointRejected rejected => state.With(new ReviewedPoint(rejected.Fact, Released: false)),
        PatientJudgedUnder under => state with { Under = under },
        FactJoined joined => state.With(@event.SeqId, joined),
        PatientJoined joined => state.With(joined),
        PatientParted parted => state.With(parted),
        PatientBelongs belongs => state.With(belongs),
        _ => state,
    };

    /// <summary>The picture with one more fact.</summary>
    /// <param name="seq">Its number in alerting's log: from then on staff could know.</param>
    /// <param name="fact">The fact.</param>
    public PatientPicture With(long seq, PatientFact fact) => this with { Facts = Facts.Add(new(seq, fact)) };

    /// <summary>The picture after news of facts that wait, or wait no more; as it is for anything else.</summary>
    public PatientPicture Hearing(object news) => news switch
    {
        FactWaits waits => this with { Waiting = Waiting.With(WaitingOf(waits)) },
        FactWaitsNoMore over => this with { Waiting = Waiting.Without(over.Receipt, over.Attempt) },
        _ => this,
    };

    /// <summary>The picture after a person said something about a held point.</summary>
    public PatientPicture With(ReviewedPoint point) =>
        this with { Reviewed = (Reviewed ?? []).RemoveAll(known => known.Fact == point.Fact).Add(point) };

    /// <summary>The facts that staff could know when the log had reached a number.</summary>
    public PatientPicture KnownAt(long seq) => this with { Facts = Facts.RemoveAll(fact => fact.Seq > seq) };

    /// <summary>The picture with one alert changed, or one more.</summary>
    public PatientPicture With(AlertState alert) => this with { Alerts = Replace(Alerts, alert) };

    /// <summary>The picture with another starting size announced.</summary>
    public PatientPicture With(BaselineChanged changed) => this with { Baselines = Announce(Baselines, changed) };

    private static WaitingFact WaitingOf(ItemParked parked, DateTimeOffset at) =>
        new(parked.Item, parked.Type, "unreadable", at, Attempt: 0, KeptBy.Alerting);

    private static WaitingFact WaitingOf(FactWaits news) =>
        new(news.Receipt, news.Type, news.Reason, news.Since, news.Attempt, KeptBy.Intake);

    private static ImmutableList<AnnouncedBaseline> Announce(ImmutableList<AnnouncedBaseline> known, BaselineChanged changed) =>
        changed.To is { } baseline
            ? known.RemoveAll(b => b.Limb == changed.Limb).Add(new(changed.Limb, baseline))
            : known.RemoveAll(b => b.Limb == changed.Limb);

    private static ImmutableList<AlertState> Replace(ImmutableList<AlertState> alerts, AlertState alert)
    {
        int index = alerts.FindIndex(known => known.Id == alert.Id);
        return index < 0 ? alerts.Add(alert) : alerts.SetItem(index, alert);
    }
}

/// <summary>A fact with its place in alerting's log.</summary>
/// <param name="Seq">Sequence number.</param>
/// <param name="Fact">The fact.</param>
/// <param name="From">The patient it was sent for, who was merged into this one; null for this patient's own.</param>
public sealed record AcceptedFact(long Seq, PatientFact Fact, Guid? From = null);

/// <summary>The starting size of one limb, as last announced.</summary>
/// <param name="Limb">Which limb.</param>
/// <param name="Baseline">The starting size.</param>
public sealed record AnnouncedBaseline(Limb Limb, BaselineInForce Baseline);

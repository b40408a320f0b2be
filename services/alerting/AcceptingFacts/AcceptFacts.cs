using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Accepts facts of one patient and says, in the same append, what follows from them. Pure.</summary>
public static class AcceptFacts
{
    // Facts take their own ids; what follows from them takes ids derived from the first new fact. A fact is new exactly once,
    // so a repeat can neither double nor clash.
    private const int FirstAlertOrdinal = 1_000;

    /// <summary>Code of a refusal: the patient was merged into another; see <see cref="Keep"/>.</summary>
    public const string MergedAway = "merged-away";

    /// <summary>Decides on facts and unreadable items of one patient; those the log holds already change nothing.</summary>
    /// <param name="view">The patient as known; <see cref="StreamView{TState}.Known"/> tells which items are repeats.</param>
    /// <param name="incoming">Facts as read, and items parked, in any order.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Decide(StreamView<PatientPicture> view, IReadOnlyList<Incoming> incoming, RuleSet rules)
    {
        if (view.State.IsAway)
            return new Decision.Reject(MergedAway, "What follows from them is decided with another patient's.");
        List<Incoming> fresh = Fresh(view, incoming);
        // Other rules first see what was known already: what they find in it is not news.
        return fresh.Count == 0 ? new Decision.Nothing() : RuleChange.First(view, rules, caughtUp => Accept(caughtUp, fresh, rules));
    }

    /// <summary>
    /// Keeps what comes for a patient who was merged into another: nothing is decided on it here, for it is also brought to that one.
    /// Refused with <see cref="PatientMover{TState}.Overtaken"/> when the patient is not where the caller thinks.
    /// </summary>
    /// <param name="view">The patient.</param>
    /// <param name="incoming">As in <see cref="Decide"/>.</param>
    /// <param name="belongs">Where the caller brings it.</param>
    public static Decision Keep(StreamView<PatientPicture> view, IReadOnlyList<Incoming> incoming, Belonging belongs)
    {
        if (view.State.Belongs != belongs)
            return new Decision.Reject(PatientMover<PatientPicture>.Overtaken, "The patient belongs elsewhere by now.");
        List<Incoming> fresh = Fresh(view, incoming);
        return NeedsHistory(view, fresh) ? new Decision.ReadHistory() : Decision.Of([.. fresh.Select(Stored)]);
    }

    /// <summary>What follows, in the same append, from a picture that has changed: starting sizes and alerts.</summary>
    /// <param name="picture">After the change.</param>
    /// <param name="rules">The rule set in force.</param>
    /// <param name="now">Alerting's log time.</param>
    /// <param name="origin">Ids of alerts that begin are derived from it.</param>
    /// <param name="news">Ids of the facts that are new.</param>
    /// <param name="moments">When time alone will change what the rules find.</param>
    public static IReadOnlyList<object> Judge(
        PatientPicture picture,
        RuleSet rules,
        DateTimeOffset now,
        Guid origin,
        IReadOnlySet<Guid> news,
        out IReadOnlyList<DateTimeOffset> moments)
    {
        PatientSeries series = PatientSeries.Of(picture, rules);
        IReadOnlyList<Episode> episodes = Rules.Judge(picture, series, rules, now, out moments);
        return
        [
            .. BaselineRule.Changed(picture, series.Swelling),
            .. Holding.LetGo(
                Reconciler.Reconcile(
                    picture,
                    episodes,
                    rules,
                    now,
                    n => DerivedId.From(origin, FirstAlertOrdinal + n)),
                news,
                now),
        ];
    }

    /// <summary>The record a fact is a version of, as a stream remembers that it has seen it.</summary>
    public static RecordSeen RecordOf(FactOrigin origin) =>
        new(RecordKeys.Of(origin), origin.RecordVersion, origin.ContentHash, origin.EffectiveTime);

    private static List<Incoming> Fresh(StreamView<PatientPicture> view, IReadOnlyList<Incoming> incoming) =>
    [
        .. incoming.Where(item => !view.Known.ContainsKey(item.Id) && !view.Known.ContainsKey(item.StoredId))
            .DistinctBy(item => item.StoredId),
    ];

    private static bool NeedsHistory(StreamView<PatientPicture> view, List<Incoming> fresh) => view.State.Settled is { } settled
        && fresh.Exists(item => item.Fact is { } fact && !settled.Admits(view.State, fact, view.Seen));

    private static NewEvent Stored(Incoming item) => new(
        (object?)item.Fact ?? (object?)item.Parked ?? item.News!,
        item.StoredId,
        new(CausationId: item.Id.ToString("D"), Traceparent: item.Traceparent),
        item.Fact is { } fact ? RecordOf(fact.Origin) : null);

    private static Decision Accept(StreamView<PatientPicture> view, List<Incoming> fresh, RuleSet rules)
    {
        PatientPicture picture = view.State;
        if (NeedsHistory(view, fresh))
            return new Decision.ReadHistory();

        for (int i = 0; i < fresh.Count; i++)
        {
            if (fresh[i].Fact is { } fact)
                picture = picture.With(view.LogSeq + 1 + i, fact);
            else if (fresh[i].News is { } news)
                picture = picture.Hearing(news);
        }

        Guid origin = fresh[0].StoredId;
        List<object> follows =
        [
            .. WaitNoMore(view.State.Waiting, fresh),
            .. Judge(
                picture,
                rules,
                view.Now,
                origin,
                fresh.Select(item => item.Id).ToHashSet(),
                out IReadOnlyList<DateTimeOffset> moments),
        ];
        EventHeaders because = new(CausationId: fresh[^1].Id.ToString("D"), Traceparent: fresh[^1].Traceparent);
        return new Decision.Append(
        [
            .. fresh.Select(Stored),
            .. follows.Select((@event, n) => new NewEvent(@event, DerivedId.From(origin, n), because)),
        ],
        // Another starting size, or one wait less, is judged with the next fact; until then the timetable looks for itself.
        Note: follows.Exists(one => one is BaselineChanged or FactWaitsNoMore) ? null : new MomentsToCome(moments));
    }

    // What could not be read once and can be now, by this later program.
    private static IEnumerable<FactWaitsNoMore> WaitNoMore(WaitingFacts waiting, IEnumerable<Incoming> fresh) =>
        fresh.Where(item => item.Fact is not null && waiting.Has(item.Id))
            .Select(item => new FactWaitsNoMore(item.Id, "stored", Attempt: 1));
}

/// <summary>One item off the bus, read: a fact, news of facts that wait, or, when it could not be read, what is kept of it.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Traceparent">W3C trace context; null when there was none.</param>
/// <param name="Fact">The fact; null when the item could not be read.</param>
/// <param name="Parked">What is kept; null when it could be read.</param>
/// <param name="News"><see cref="FactWaits"/> or <see cref="FactWaitsNoMore"/>; null for facts and what could not be read.</param>
/// <param name="Move">That the patient belongs elsewhere: decided on by <see cref="AlertingMerging"/>; null for all else.</param>
public sealed record Incoming(
    Guid Id, string? Traceparent, PatientFact? Fact, ItemParked? Parked, object? News = null, PatientMove? Move = null)
{
    /// <summary>
    /// Id of the stored event: the item's own for a fact. A parked item takes another, so that a later version of this program,
    /// which can read it, does not take it for a repeat.
    /// </summary>
    public Guid StoredId => Parked is null ? Id : ParkedIdOf(Id);

    /// <summary>Id under which an item is stored when it cannot be read.</summary>
    public static Guid ParkedIdOf(Guid item) => DerivedId.From(item, -1);
}

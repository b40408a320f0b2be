using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Accepts facts of one patient and says, in the same append, what follows from them. Pure.</summary>
public static class AcceptFacts
{
    // Facts take their own ids; what follows from them takes ids derived from the first new fact. A fact is new exactly once,
    // so a repeat can neither double nor clash.
    private const int FirstAlertOrdinal = 1_000;

    /// <summary>Decides on facts and unreadable items of one patient; those the log holds already change nothing.</summary>
    /// <param name="view">The patient as known; <see cref="StreamView{TState}.Known"/> tells which items are repeats.</param>
    /// <param name="incoming">Facts as read, and items parked, in any order.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Decide(StreamView<PatientPicture> view, IReadOnlyList<Incoming> incoming, RuleSet rules)
    {
        List<Incoming> fresh =
        [
            .. incoming.Where(item => !view.Known.ContainsKey(item.Id) && !view.Known.ContainsKey(item.StoredId))
                .DistinctBy(item => item.StoredId),
        ];
        // Other rules first see what was known already: what they find in it is not news.
        return fresh.Count == 0 ? new Decision.Nothing() : RuleChange.First(view, rules, caughtUp => Accept(caughtUp, fresh, rules));
    }

    private static Decision Accept(StreamView<PatientPicture> view, List<Incoming> fresh, RuleSet rules)
    {
        PatientPicture picture = view.State;
        if (picture.Settled is { } settled
            && fresh.Exists(item => item.Fact is { } fact && !settled.Admits(picture, fact, view.Seen)))
        {
            return new Decision.ReadHistory();
        }

        for (int i = 0; i < fresh.Count; i++)
        {
            if (fresh[i].Fact is { } fact)
                picture = picture.With(view.LogSeq + 1 + i, fact);
            else if (fresh[i].News is { } news)
                picture = picture.Hearing(news);
        }

        Guid origin = fresh[0].StoredId;
        PatientSeries series = PatientSeries.Of(picture, rules);
        IReadOnlyList<Episode> episodes = Rules.Judge(picture, series, rules, view.Now, out IReadOnlyList<DateTimeOffset> moments);
        List<object> follows =
        [
            .. BaselineRule.Changed(picture, series.Swelling),
            .. WaitNoMore(view.State.Waiting, fresh),
            .. Holding.LetGo(
                Reconciler.Reconcile(
                    picture,
                    episodes,
                    rules,
                    view.Now,
                    n => DerivedId.From(origin, FirstAlertOrdinal + n)),
                fresh.Select(item => item.Id).ToHashSet(),
                view.Now),
        ];
        EventHeaders because = new(CausationId: fresh[^1].Id.ToString("D"), Traceparent: fresh[^1].Traceparent);
        return new Decision.Append(
        [
            .. fresh.Select(item => new NewEvent(
                (object?)item.Fact ?? (object?)item.Parked ?? item.News!,
                item.StoredId,
                new(CausationId: item.Id.ToString("D"), Traceparent: item.Traceparent),
                item.Fact is { } fact ? RecordOf(fact.Origin) : null)),
            .. follows.Select((@event, n) => new NewEvent(@event, DerivedId.From(origin, n), because)),
        ],
        // Another starting size, or one wait less, is judged with the next fact; until then the timetable looks for itself.
        Note: follows.Exists(one => one is BaselineChanged or FactWaitsNoMore) ? null : new MomentsToCome(moments));
    }

    // What could not be read once and can be now, by this later program.
    private static IEnumerable<FactWaitsNoMore> WaitNoMore(WaitingFacts waiting, IEnumerable<Incoming> fresh) =>
        fresh.Where(item => item.Fact is not null && waiting.Has(item.Id))
            .Select(item => new FactWaitsNoMore(item.Id, "stored", Attempt: 1));

    private static RecordSeen RecordOf(FactOrigin origin) =>
        new(RecordKeys.Of(origin), origin.RecordVersion, origin.ContentHash, origin.EffectiveTime);
}

/// <summary>One item off the bus, read: a fact, news of facts that wait, or, when it could not be read, what is kept of it.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Traceparent">W3C trace context; null when there was none.</param>
/// <param name="Fact">The fact; null when the item could not be read.</param>
/// <param name="Parked">What is kept; null when it could be read.</param>
/// <param name="News"><see cref="FactWaits"/> or <see cref="FactWaitsNoMore"/>; null for facts and what could not be read.</param>
public sealed record Incoming(Guid Id, string? Traceparent, PatientFact? Fact, ItemParked? Parked, object? News = null)
{
    /// <summary>
    /// Id of the stored event: the item's own for a fact. A parked item takes another, so that a later version of this program,
    /// which can read it, does not take it for a repeat.
    /// </summary>
    public Guid StoredId => Parked is null ? Id : ParkedIdOf(Id);

    /// <summary>Id under which an item is stored when it cannot be read.</summary>
    public static Guid ParkedIdOf(Guid item) => DerivedId.From(item, -1);
}

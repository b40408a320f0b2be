using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.MergingPatients;

/// <summary>
/// What sessions decides when patients are merged or separated: one screen over the facts of both, whichever of them is asked for;
/// afterwards two again. Pure.
/// </summary>
public sealed class SessionsMerging : IMerging<PatientSafety>
{
    // Each is looked for.
    private const int FactsMax = 400;

    /// <inheritdoc/>
    public Belonging? Of(PatientSafety state) => state.Belongs;

    /// <inheritdoc/>
    public Decision Leave(StreamView<PatientSafety> survivor, PatientMove move)
    {
        if (survivor.State.Joined(move.Patient)?.Change >= move.To.Change)
            return new Decision.Nothing();
        if (survivor.State.ShortenedTo is not null)
            return new Decision.ReadHistory();
        PatientParted parted = new(move.Patient, move.To.Change, survivor.State.OverridesOf(move.Patient));
        NewEvent leaving = new(parted, DerivedId.From(move.Item, -3), BecauseOf(move));
        return Said(survivor.State.With(parted), [leaving], DerivedId.From(move.Item, -4));
    }

    /// <inheritdoc/>
    public bool IsLeaving(StoredEvent stored, PatientMove move) =>
        stored.Data is PatientParted parted && parted.From == move.Patient && parted.Change == move.To.Change;

    /// <inheritdoc/>
    public Decision Settle(StreamView<PatientSafety> own, PatientMove move, Belonging? before, StoredEvent? leaving)
    {
        if (own.Known.ContainsKey(move.Item))
            return new Decision.Nothing();
        PatientBelongs belongs = new(move.To.Into, move.To.Change, (leaving?.Data as PatientParted)?.Overrides);
        NewEvent settled = new(belongs, move.Item, BecauseOf(move));
        if (own.State.Belongs?.Change >= move.To.Change)
            return new Decision.Append([settled]);
        if (own.State.Belongs != before)
            return new Decision.Reject(PatientMover<PatientSafety>.Overtaken, "The patient belongs elsewhere by now.");
        if (own.State.ShortenedTo is not null)
            return new Decision.ReadHistory();
        return Said(own.State.With(belongs), [settled], move.Item);
    }

    /// <inheritdoc/>
    public IEnumerable<AppendUnit<PatientSafety>> Join(StreamView<PatientSafety> own, StreamKey into, int change)
    {
        PatientSafety state = own.State;
        Guid from = own.Stream.Patient!.Value;
        List<object> all =
        [
            .. state.Facts.Where(known => known.From is null).Select(known => new FactJoined(from, change, known.Id, known.Fact)),
            .. state.Unread.Where(item => item.From is null).Select(item => new ItemJoined(from, change, item)),
        ];
        foreach (object[] some in all.Chunk(FactsMax))
            yield return UnitOf(into, from, change, some, whole: null, heldThere: []);
        // What the patient's own facts alone would hold: of what is not held with the others' the word is taken back.
        PatientSafety alone = state with { Holds = [], Belongs = null };
        Guid[] held = [.. HoldSessions.Changes(alone).OfType<SessionHeld>().Select(hold => hold.Session)];
        HashSet<Guid> sessions =
            [.. state.Facts.Where(known => known.From is null).Select(known => SessionIds.Of(known.Fact)).OfType<Guid>()];
        PatientJoined whole = new(
            from,
            change,
            [.. (state.Overrides ?? []).Where(answered => sessions.Contains(answered.Session))],
            state.Waiting?.Items ?? []);
        yield return UnitOf(into, from, change, [], whole, held);
    }

    /// <summary>The append that brings some of a patient to where they belong.</summary>
    /// <param name="into">The stream.</param>
    /// <param name="from">Who.</param>
    /// <param name="change">By which change.</param>
    /// <param name="some"><see cref="FactJoined"/>, <see cref="ItemJoined"/> and <see cref="NewsJoined"/>, at most 400.</param>
    /// <param name="whole">That all is there; null when there is more to come, or all was.</param>
    /// <param name="heldThere">Sessions that were held in the patient's own stream.</param>
    public static AppendUnit<PatientSafety> UnitOf(
        StreamKey into, Guid from, int change, IReadOnlyList<object> some, PatientJoined? whole, IReadOnlyList<Guid> heldThere)
    {
        Dictionary<Guid, object> byId = [];
        foreach (object one in some)
            byId.TryAdd(IdOf(into, from, change, NameOf(one)), one);
        Guid wholeId = IdOf(into, from, change, "whole");
        return new(wholeId, into, Decide, LookFor: [.. byId.Keys]);

        Decision Decide(StreamView<PatientSafety> view)
        {
            JoinedPatient? known = view.State.Joined(from);
            if (known?.Change > change)
                return new Decision.Nothing();
            bool isWhole = known is { IsWhole: true } && known.Change == change;
            List<NewEvent> taken = [.. byId.Where(one => !view.Known.ContainsKey(one.Key)).Select(one => EventOf(one.Key, one.Value))];
            bool completes = !isWhole && whole is not null;
            if (completes)
                taken.Add(new(whole!, wholeId));
            if (taken.Count == 0)
                return new Decision.Nothing();
            if (view.State.ShortenedTo is not null)
                return new Decision.ReadHistory();
            PatientSafety after = taken.Aggregate(view.State, (state, next) => After(state, next.Data));
            if (!isWhole && !completes)
                return new Decision.Append(taken);
            HashSet<Guid> held = [.. HoldSessions.Changes(after with { Holds = [] }).OfType<SessionHeld>().Select(hold => hold.Session)];
            IEnumerable<NewEvent> takenBack = completes && !after.IsAway
                ? heldThere.Where(session => !held.Contains(session))
                    .Select((session, n) => new NewEvent(new SessionCleared(session, "lifted"), DerivedId.From(wholeId, -1 - n)))
                : [];
            return Said(after, [.. taken, .. takenBack], taken[0].Id!.Value);
        }
    }

    private static PatientSafety After(PatientSafety state, object @event) => @event switch
    {
        FactJoined joined => state.With(joined),
        ItemJoined joined => state.With(joined),
        NewsJoined joined => state.With(joined),
        PatientJoined joined => state.With(joined),
        _ => state,
    };

    private static string NameOf(object one) => one switch
    {
        FactJoined joined => $"{joined.Id:D}",
        ItemJoined joined => $"unread {joined.Item.Item:D}",
        NewsJoined joined => $"news {joined.Item:D}",
        _ => throw new ArgumentException("This is nothing that is copied.", nameof(one)),
    };

    private static NewEvent EventOf(Guid id, object one) => one is FactJoined fact
        ? new(one, id, new(CausationId: fact.Id.ToString("D")), ShortMemory.SeenOf(fact.Fact))
        : new(one, id);

    private static Decision.Append Said(PatientSafety after, IReadOnlyList<NewEvent> events, Guid origin) => new(
    [
        .. events,
        .. HoldSessions.Changes(after).Select((change, n) => new NewEvent(change, DerivedId.From(origin, n))),
    ]);

    private static Guid IdOf(StreamKey into, Guid from, int change, string what) => DerivedId.From(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{into.Tenant} {into.Id} {from:D} {change} {what}")));

    private static EventHeaders BecauseOf(PatientMove move) =>
        new(CausationId: move.Item.ToString("D"), Traceparent: move.Traceparent);
}

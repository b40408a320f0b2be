using System.Collections.Immutable;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>
/// The facts that count: of each record its winning version, none that was taken back, in effective-time order. The same set of
/// facts gives the same answer whatever order they arrived in.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.3 with the tie-break of design section 6: issued time, then content hash; never our arrival time. Of
/// deliveries with the same content the one the platform stored first is named [choice].
/// </remarks>
public static class CurrentFacts
{
    // Every series of a patient asks, a dozen times in a row for one list of facts, which never changes: the last answer is kept, one
    // a thread. A weak table of all lists would cost the collector more than it saves.
    [ThreadStatic]
    private static ByKind? last;

    /// <summary>The facts of one kind that count, oldest first.</summary>
    public static IReadOnlyList<TFact> Of<TFact>(PatientPicture picture)
        where TFact : PatientFact =>
        OfList(picture.Facts).Of<TFact>();

    /// <summary>The facts of every kind that count, and what takes back; those of one kind are oldest first.</summary>
    public static IReadOnlyList<PatientFact> All(PatientPicture picture) => OfList(picture.Facts).All;

    /// <summary>Of every fact the number in alerting's log at which it was accepted, by its id.</summary>
    public static IReadOnlyDictionary<Guid, long> AcceptedAt(PatientPicture picture) => OfList(picture.Facts).AcceptedAt;

    /// <summary>
    /// Every version of the facts of one kind that was not taken back, for kinds whose later version is a change and no correction;
    /// of one record the one that counts for more comes later.
    /// </summary>
    public static IReadOnlyList<TFact> VersionsOf<TFact>(PatientPicture picture)
        where TFact : PatientFact
    {
        List<TFact> ofKind = [.. picture.Facts.Select(accepted => accepted.Fact).OfType<TFact>()];
        return ofKind.Count == 0
            ? []
            : [.. NotTakenBack(ofKind, TakenBack(picture.Facts.Select(one => one.Fact))).OrderBy(fact => RankOf(fact.Origin))];
    }

    private static ILookup<(string, string), RecordTakenBack> TakenBack(IEnumerable<PatientFact> facts) =>
        facts.OfType<RecordTakenBack>().ToLookup(fact => RecordOf(fact.Origin));

    private static ByKind OfList(ImmutableList<AcceptedFact> facts)
    {
        if (last is not { } known || known.Accepted != facts)
            last = known = new(facts);
        return known;
    }

    private static List<PatientFact> Counting(
        IEnumerable<PatientFact> ofKind, ILookup<(string, string), RecordTakenBack> takenBack)
    {
        Dictionary<(string, string), PatientFact> winners = [];
        foreach (PatientFact fact in NotTakenBack(ofKind, takenBack))
        {
            (string, string) record = RecordOf(fact.Origin);
            if (!winners.TryGetValue(record, out PatientFact? known) || RankOf(fact.Origin).CompareTo(RankOf(known.Origin)) > 0)
                winners[record] = fact;
        }

        List<PatientFact> ordered = [.. winners.Values];
        ordered.Sort(InEffectiveOrder);
        return ordered;
    }

    private static int InEffectiveOrder(PatientFact one, PatientFact other)
    {
        int order = one.Origin.EffectiveTime.CompareTo(other.Origin.EffectiveTime);
        if (order == 0)
            order = string.CompareOrdinal(one.Origin.Source, other.Origin.Source);
        return order != 0 ? order : string.CompareOrdinal(one.Origin.RecordKey, other.Origin.RecordKey);
    }

    private static IEnumerable<TFact> NotTakenBack<TFact>(
        IEnumerable<TFact> ofKind, ILookup<(string, string), RecordTakenBack> takenBack)
        where TFact : PatientFact =>
        takenBack.Count == 0
            ? ofKind
            : ofKind.Where(fact => !takenBack[RecordOf(fact.Origin)].Any(retraction => Covers(retraction.Origin, fact.Origin)));

    private sealed class ByKind
    {
        private readonly Dictionary<Type, Array> _kinds = [];

        public ByKind(ImmutableList<AcceptedFact> accepted)
        {
            Accepted = accepted;
            List<PatientFact> facts = [.. accepted.Select(one => one.Fact)];
            ILookup<(string, string), RecordTakenBack> takenBack = TakenBack(facts);
            // Systems number their measurements and their sessions apart: a record is one of its kind.
            foreach (IGrouping<Type, PatientFact> kind in facts.GroupBy(fact => fact.GetType()))
            {
                PatientFact[] counting =
                    [.. kind.Key == typeof(RecordTakenBack) ? kind.AsEnumerable() : Counting(kind, takenBack)];
                Array typed = Array.CreateInstance(kind.Key, counting.Length);
                counting.CopyTo(typed, 0);
                _kinds.Add(kind.Key, typed);
            }

            All = [.. _kinds.Values.SelectMany(kind => (PatientFact[])kind)];
            AcceptedAt = accepted.ToDictionary(one => one.Fact.Origin.Id, one => one.Seq);
        }

        public ImmutableList<AcceptedFact> Accepted { get; }

        public IReadOnlyDictionary<Guid, long> AcceptedAt { get; }

        public IReadOnlyList<PatientFact> All { get; }

        public IReadOnlyList<TFact> Of<TFact>()
            where TFact : PatientFact =>
            _kinds.TryGetValue(typeof(TFact), out Array? kind) ? (TFact[])kind : [];
    }

    private static (string Source, string Record) RecordOf(FactOrigin origin) => (origin.Source, origin.RecordKey);

    // A retraction is itself a version of the record: it takes back what is not newer than itself. One that names no
    // version and no time of issue speaks as of its own effective time.
    private static bool Covers(FactOrigin retraction, FactOrigin fact) =>
        retraction.RecordVersion is { } upTo
            ? fact.RecordVersion is null || fact.RecordVersion <= upTo
            : fact.IssuedAt is null || fact.IssuedAt <= (retraction.IssuedAt ?? retraction.EffectiveTime);

    // Of identical contents the first that the platform stored, wherever it came in the order here: a version sent once more under
    // another id (a nightly export of everything) must not become other evidence than what people were told of, or have released.
    // The id is last and only makes the choice between those of one moment a choice at all.
    private static (int Version, DateTimeOffset Issued, string Hash, long Earliness, Guid Id) RankOf(FactOrigin origin) => (
        origin.RecordVersion ?? 0,
        origin.IssuedAt ?? DateTimeOffset.MinValue,
        origin.ContentHash,
        -(origin.RecordedAt?.UtcTicks ?? 0),
        origin.Id);
}

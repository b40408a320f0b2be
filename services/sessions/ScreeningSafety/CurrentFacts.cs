namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>
/// The facts that count: of each record its winning version, none that was taken back, in effective-time order. The same set of
/// facts gives the same answer whatever order they arrived in.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.3 with the tie-break of design section 6: issued time, then content hash; never our arrival time. Alerting
/// counts by the same rules, so that both say the same of a patient.
/// </remarks>
public static class CurrentFacts
{
    /// <summary>The facts of one kind that count, oldest first.</summary>
    public static IReadOnlyList<Counting<TFact>> Of<TFact>(PatientSafety state)
        where TFact : SessionEvent =>
        Of<TFact>(state.Facts);

    /// <inheritdoc cref="Of{TFact}(PatientSafety)"/>
    /// <param name="facts">Facts of one patient, in any order.</param>
    public static IReadOnlyList<Counting<TFact>> Of<TFact>(IReadOnlyCollection<KnownFact> facts)
        where TFact : SessionEvent =>
        [
            .. Versions<TFact>(facts)
                .GroupBy(version => RecordOf(version.Fact))
                .Select(versions => versions.Last())
                .OrderBy(counting => counting.Fact.EffectiveTime)
                .ThenBy(counting => counting.Fact.Source, StringComparer.Ordinal)
                .ThenBy(counting => counting.Fact.Record.Key, StringComparer.Ordinal),
        ];

    /// <summary>Every version of the facts of one kind that was not taken back; of one record the winning version last.</summary>
    public static IReadOnlyList<Counting<TFact>> Versions<TFact>(PatientSafety state)
        where TFact : SessionEvent =>
        Versions<TFact>(state.Facts);

    /// <inheritdoc cref="Versions{TFact}(PatientSafety)"/>
    /// <param name="facts">Facts of one patient, in any order.</param>
    public static IReadOnlyList<Counting<TFact>> Versions<TFact>(IReadOnlyCollection<KnownFact> facts)
        where TFact : SessionEvent
    {
        ILookup<(string, string), SessionEvent> takenBack = facts
            .Select(known => known.Fact)
            .Where(fact => fact is RetractionRecorded)
            .ToLookup(RecordOf);
        return
        [
            .. facts
                .Where(known => known.Fact is TFact fact && !takenBack[RecordOf(fact)].Any(retraction => Covers(retraction, fact)))
                .Select(known => new Counting<TFact>(known.Id, (TFact)known.Fact))
                .OrderBy(version => version.Fact.Record.Version ?? 0)
                .ThenBy(version => version.Fact.Record.IssuedAt ?? DateTimeOffset.MinValue)
                .ThenBy(version => version.Fact.ContentHash, StringComparer.Ordinal)
                // The id is last and only makes the choice between identical contents a choice at all.
                .ThenBy(version => version.Id),
        ];
    }

    /// <summary>Names the record a fact is a version of. Systems number records of different kinds apart.</summary>
    public static (string Source, string Record) RecordOf(SessionEvent fact) => (fact.Source, fact.Record.Key);

    // A retraction is itself a version of the record: it takes back what is not newer than itself. One that names no
    // version and no time of issue speaks as of its own effective time.
    private static bool Covers(SessionEvent retraction, SessionEvent fact) =>
        retraction.Record.Version is { } upTo
            ? fact.Record.Version is null || fact.Record.Version <= upTo
            : fact.Record.IssuedAt is null || fact.Record.IssuedAt <= (retraction.Record.IssuedAt ?? retraction.EffectiveTime);
}

/// <summary>A fact that counts.</summary>
/// <typeparam name="TFact">Its kind.</typeparam>
/// <param name="Id">Its id.</param>
/// <param name="Fact">The fact.</param>
public sealed record Counting<TFact>(Guid Id, TFact Fact)
    where TFact : SessionEvent;

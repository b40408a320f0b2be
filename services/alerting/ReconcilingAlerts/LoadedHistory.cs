using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>
/// Which evidence of a patient is history that was loaded: it is judged, and pages nobody. What is so recent that no load of history would
/// hold it is news whatever its sender says (<see cref="RuleSet.LoadedIsNewsHours"/>). Pure.
/// </summary>
internal sealed class LoadedHistory
{
    private readonly HashSet<long> _loaded;
    private readonly DateTimeOffset _newsFrom;

    private LoadedHistory(HashSet<long> loaded, DateTimeOffset newsFrom) => (_loaded, _newsFrom) = (loaded, newsFrom);

    /// <summary>That of a picture, at a moment of alerting's log.</summary>
    public static LoadedHistory Of(PatientPicture picture, RuleSet rules, DateTimeOffset now) =>
        new(LoadedOf(picture), now.AddHours(-rules.LoadedIsNewsHours));

    /// <summary>Numbers in the log of evidence that was loaded, in order; null when none was.</summary>
    /// <param name="picture">The patient, with the facts the evidence is of, or with what was known of those folded away before.</param>
    /// <param name="evidence">Pieces of it, which may come more than once.</param>
    public static IReadOnlyList<long>? Among(PatientPicture picture, IEnumerable<Evidence> evidence)
    {
        HashSet<long> loaded = LoadedOf(picture);
        List<long> some = loaded.Count == 0 ? [] : [.. evidence.Select(piece => piece.Seq).Where(loaded.Contains).Distinct().Order()];
        return some.Count > 0 ? some : null;
    }

    /// <summary>True when a piece of evidence was loaded, and is no news.</summary>
    public bool Has(Evidence evidence) => evidence.At < _newsFrom && _loaded.Contains(evidence.Seq);

    /// <summary>True when all the evidence kept of a trail is.</summary>
    public bool IsAllOf(Trail trail) => _loaded.Count > 0 && trail.Kept.All(Has);

    private static HashSet<long> LoadedOf(PatientPicture picture) =>
    [
        .. picture.Facts.Where(kept => kept.Fact.Origin.IsBackfill).Select(kept => kept.Seq),
        .. picture.Settled?.Loaded ?? [],
    ];
}

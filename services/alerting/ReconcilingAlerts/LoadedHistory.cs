using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>Which facts of a patient are history that was loaded: they are judged, and page nobody. Pure.</summary>
internal sealed class LoadedHistory
{
    private static readonly LoadedHistory None = new([], []);

    private readonly HashSet<Guid> _loaded;
    private readonly HashSet<Guid> _news;

    private LoadedHistory(HashSet<Guid> loaded, HashSet<Guid> news) => (_loaded, _news) = (loaded, news);

    /// <summary>Those of the facts a picture keeps.</summary>
    public static LoadedHistory Of(PatientPicture picture)
    {
        ILookup<bool, Guid> facts = picture.Facts.ToLookup(kept => kept.Fact.Origin.IsBackfill, kept => kept.Fact.Origin.Id);
        return facts[true].Any() ? new([.. facts[true]], [.. facts[false]]) : None;
    }

    /// <summary>True when a piece of evidence is known to have been loaded.</summary>
    public bool Has(Evidence evidence) => _loaded.Contains(evidence.Fact);

    /// <summary>True when evidence was loaded and none of it is news. Of what is folded away it is not known; the latest is not.</summary>
    public bool IsAllOf(Trail trail) =>
        _loaded.Count > 0 && trail.Kept.Any(Has) && !trail.Kept.Any(evidence => _news.Contains(evidence.Fact));
}

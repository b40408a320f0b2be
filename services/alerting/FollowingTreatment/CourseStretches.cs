using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>The episodes of courses that go on, each with the sizes its end is judged by.</summary>
/// <param name="before">What was remembered.</param>
/// <param name="ended">Gets those that end.</param>
internal sealed class CourseStretches(IReadOnlyList<Progress> before, ICollection<Episode> ended)
{
    private readonly List<Progress> _open = [.. before.Where(progress => progress.Stretch is not null)];

    /// <summary>Those that go on, in the order they began.</summary>
    public IReadOnlyList<Progress> All => _open;

    /// <summary>Those a reading can be compared with.</summary>
    public IReadOnlyList<Progress> Of(LimbPoint point) =>
    [
        .. _open.Where(progress => progress.Key.Limb == point.Limb
            && MeasuringBasis.AreComparable(CourseMemory.BasisOf(progress.Earlier[0]), point.Basis)),
    ];

    /// <summary>Ends one by a fact; nothing happens when it does not go on.</summary>
    public void End(AlertKey key, TreatmentPoint by)
    {
        int found = _open.FindIndex(progress => progress.Key == key);
        if (found < 0)
            return;
        ended.Add(_open[found].Stretch!.ToEpisode(key, new Ending(by.At, by.FactId)));
        _open.RemoveAt(found);
    }

    /// <summary>Adds evidence to one, or begins it.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="evidence">The fact.</param>
    /// <param name="numbers">As of the fact.</param>
    /// <param name="message">As of the fact.</param>
    /// <param name="sizes">What its end is judged by, when it begins.</param>
    public void Extend(
        AlertKey key, Evidence evidence, IReadOnlyDictionary<string, double> numbers, string message, ImmutableList<EarlierValue> sizes)
    {
        int found = _open.FindIndex(progress => progress.Key == key);
        OpenStretch stretch = new(
            Trail.Of(found < 0 ? null : _open[found].Stretch!.Trail, evidence), MarginPoints: null, numbers, message);
        if (found >= 0)
        {
            _open[found] = _open[found] with { Stretch = stretch };
            return;
        }

        _open.Add(new(key, stretch, sizes));
        if (_open.Count > NoResponse.CoursesMax)
        {
            // Given without an end: it did not end, it is only no longer waited for.
            ended.Add(_open[0].Stretch!.ToEpisode(_open[0].Key, end: null));
            _open.RemoveAt(0);
        }
    }
}

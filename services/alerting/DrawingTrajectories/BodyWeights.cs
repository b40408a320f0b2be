using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>A patient's body weights, and which of them goes with a reading of a limb. Pure.</summary>
/// <remarks>Source: domain sheet 1.4: weights within 14 days of each volume [choice]; of several the nearest counts.</remarks>
public sealed class BodyWeights
{
    /// <summary>A weight goes with a reading up to so many days away, before or after.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(Weights.WithinDays);

    private readonly IReadOnlyList<PatientWeighed> _oldestFirst;
    private readonly List<DateTimeOffset> _times;

    private BodyWeights(IReadOnlyList<PatientWeighed> oldestFirst)
    {
        _oldestFirst = oldestFirst;
        _times = [.. oldestFirst.Select(weight => weight.Origin.EffectiveTime)];
    }

    /// <summary>The weights of a picture that count.</summary>
    public static BodyWeights Of(PatientPicture picture) => new(CurrentFacts.Of<PatientWeighed>(picture));

    /// <summary>The weight nearest to a moment, of two as near the earlier; null when there is none within reach.</summary>
    public PatientWeighed? At(DateTimeOffset moment)
    {
        if (_times.Count == 0)
            return null;
        int found = _times.BinarySearch(moment);
        int after = found < 0 ? ~found : FirstOf(found);
        PatientWeighed? nearest = null;
        // The one before, or of several at one time the first of them; then the one after.
        foreach (int i in (ReadOnlySpan<int>)[after == 0 ? -1 : FirstOf(after - 1), after])
        {
            if (i < 0 || i >= _times.Count || (_times[i] - moment).Duration() > Reach)
                continue;
            if (nearest is null || (_times[i] - moment).Duration() < (nearest.Origin.EffectiveTime - moment).Duration())
                nearest = _oldestFirst[i];
        }

        return nearest;
    }

    /// <summary>The weights that go with a starting size and a later reading; null when one of them is not known.</summary>
    public Weights? Between(DateTimeOffset baseline, DateTimeOffset reading) =>
        At(baseline) is { Kg: var then } && At(reading) is { Kg: var now } ? new(then, now) : null;

    private int FirstOf(int i)
    {
        while (i > 0 && _times[i - 1] == _times[i])
            i--;
        return i;
    }
}

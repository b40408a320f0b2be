using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>
/// The swelling of one limb over time, against this patient's own starting size. After a change of method without a bridge a limb has
/// one more series, with a starting size of its own: what the one says is neither confirmed nor cleared by the other.
/// </summary>
/// <param name="Limb">The limb.</param>
/// <param name="Baseline">What it is compared with; null while none of its readings counts.</param>
/// <param name="Surgeries">Days of surgery on that side, oldest first.</param>
/// <param name="Points">Every reading but near-duplicates, in effective-time order; held ones have no change.</param>
/// <param name="Chain">1 for the series of the limb's starting size, else number of the segment it begins with.</param>
/// <param name="Segments">Its segments, in order of first use.</param>
/// <param name="IsAtRisk">True when the care context says that the limb is at risk; false when it is watched for want of a context.</param>
/// <param name="Dominant">The patient's dominant side; null when not said.</param>
/// <param name="Name">Name of the segment it begins with; null for the series of the limb's starting size.</param>
public sealed record SwellingSeries(
    Limb Limb,
    BaselineInForce? Baseline,
    IReadOnlyList<DateOnly> Surgeries,
    IReadOnlyList<TrendPoint> Points,
    int Chain = 1,
    IReadOnlyList<TrendSegment>? Segments = null,
    bool IsAtRisk = false,
    Side? Dominant = null,
    string? Name = null)
{
    /// <summary>What the alert of a rule on this series is about.</summary>
    public AlertKey KeyFor(string rule) => new(rule, Limb, Name is null ? null : $"{AlertKey.SegmentPrefix}{Name}");
}

/// <summary>One reading of one limb.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="LimbMl">Volume of the limb as read, mL.</param>
/// <param name="OtherMl">Volume of the other limb as read, mL; null when not measured.</param>
/// <param name="IsBaseline">True for the starting size itself, whose change is 0 by definition and is not judged.</param>
/// <param name="Change">
/// Change from the starting size; null for the starting size itself, for what cannot be compared and for what is held.
/// </param>
/// <param name="Excess">Difference to the other limb on that day; null without one.</param>
/// <param name="NotCompared">Why there is no change; null when there is one, and for what is held.</param>
/// <param name="DaysAfterSurgery">Days since the latest earlier surgery on that side; null when there was none.</param>
/// <param name="RaterId">Who measured; null when not said.</param>
/// <param name="Weights">Body weights that go with the starting size and this reading; null when one of them is not known.</param>
/// <param name="Sitting">What was read, station by station where it was a tape.</param>
/// <param name="Protocol">How it was measured.</param>
/// <param name="IsAcute">
/// True during cellulitis or a deep vein thrombosis and the weeks after: not for slope, moving average and response.
/// </param>
/// <param name="Held">Why it is kept out of the trend; null when it is not.</param>
/// <param name="Segment">Number of its <see cref="TrendSegment"/>.</param>
/// <param name="IsBridged">True when its change is carried over from another method.</param>
public sealed record TrendPoint(
    Guid FactId,
    long Seq,
    DateTimeOffset At,
    double LimbMl,
    double? OtherMl,
    bool IsBaseline,
    SwellingIndex? Change,
    SwellingIndex? Excess,
    Refusal? NotCompared,
    int? DaysAfterSurgery,
    string? RaterId,
    Weights? Weights,
    Sitting Sitting,
    MeasuringProtocol Protocol,
    bool IsAcute = false,
    Hold? Held = null,
    int Segment = 1,
    bool IsBridged = false);

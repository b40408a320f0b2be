using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>The swelling of one limb over time, against this patient's own starting size.</summary>
/// <param name="Limb">The limb.</param>
/// <param name="Baseline">What it is compared with; null while it was never measured.</param>
/// <param name="Surgeries">Days of surgery on that side, oldest first.</param>
/// <param name="Points">Every reading that counts, in effective-time order.</param>
public sealed record SwellingSeries(
    Limb Limb, BaselineInForce? Baseline, IReadOnlyList<DateOnly> Surgeries, IReadOnlyList<TrendPoint> Points);

/// <summary>One reading of one limb.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="LimbMl">Volume of the limb as read, mL.</param>
/// <param name="OtherMl">Volume of the other limb as read, mL; null when not measured.</param>
/// <param name="IsBaseline">True for the starting size itself, whose change is 0 by definition and is not judged.</param>
/// <param name="Change">Change from the starting size; null for the starting size itself and for what cannot be compared.</param>
/// <param name="Excess">Difference to the other limb on that day; null without one.</param>
/// <param name="NotCompared">Why there is no change; null when there is one.</param>
/// <param name="DaysAfterSurgery">Days since the latest earlier surgery on that side; null when there was none.</param>
/// <param name="RaterId">Who measured; null when not said.</param>
/// <param name="Weights">Body weights that go with the starting size and this reading; null when one of them is not known.</param>
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
    Weights? Weights);

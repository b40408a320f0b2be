namespace LymphOutcomes.Bench.Signal;

/// <summary>How swelling comes on.</summary>
/// <param name="IsStep">At once, else steadily.</param>
/// <param name="PointsPerMonth">Of a ramp: percentage points each 30 days; 0 for a step.</param>
/// <param name="TopPoints">The change it ends at, percentage points.</param>
internal sealed record OnsetShape(bool IsStep, double PointsPerMonth, double TopPoints)
{
    /// <summary>The true change so many days after its beginning, percentage points; 0 before it.</summary>
    public double PointsAfter(double days)
    {
        if (days < 0)
            return 0;
        return IsStep ? TopPoints : Math.Min(TopPoints, PointsPerMonth * days / 30);
    }

    /// <summary>Days from the beginning until the change is 5 points.</summary>
    public double DaysToCrossing => IsStep ? 0 : 30 * CohortDefinition.CrossingPoints / PointsPerMonth;
}

/// <summary>Swelling soon after the operation, which heals by itself.</summary>
/// <param name="PeakPoints">At its greatest, on the day of the operation, percentage points.</param>
/// <param name="DecayDays">In so many days it falls to 37 %.</param>
internal sealed record EarlySwellingShape(double PeakPoints, double DecayDays)
{
    /// <summary>What is there on a day after the operation, percentage points; 0 before it.</summary>
    public double PointsAt(double day) => day < 0 ? 0 : PeakPoints * Math.Exp(-day / DecayDays);
}

/// <summary>What is so, whatever is measured. Days count from the operation.</summary>
/// <param name="Shape">How swelling comes on, or would: the limit is told it for every patient.</param>
/// <param name="OnsetDay">When it begins; null for those in whom it never does.</param>
/// <param name="Early">Swelling soon after the operation; null without.</param>
internal sealed record Truth(OnsetShape Shape, double? OnsetDay, EarlySwellingShape? Early)
{
    /// <summary>When the lasting swelling crosses 5 %; null when there is none.</summary>
    public double? CrossingDay => OnsetDay + Shape.DaysToCrossing;

    /// <summary>The true change of the limb, percentage points: lasting and early swelling.</summary>
    public double PointsAt(double day) =>
        (OnsetDay is { } onset ? Shape.PointsAfter(day - onset) : 0) + (Early?.PointsAt(day) ?? 0);

    /// <summary>True for calls that are counted apart: in the early time, or while what is left of early swelling can be seen.</summary>
    public bool IsEarly(double day) =>
        day <= CohortDefinition.EarlyDays || (Early?.PointsAt(day) ?? 0) >= CohortDefinition.EarlyRestPoints;
}

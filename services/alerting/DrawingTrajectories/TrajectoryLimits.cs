using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>Which readings make a trend, and which of them are only shown.</summary>
public sealed record TrajectoryLimits
{
    /// <summary>As the first two rule sets draw it: every reading by the starting size's method counts, others are not compared.</summary>
    public static TrajectoryLimits Plain { get; } =
        new() { NearDuplicateMinutes = 0, HoldsPoints = false, StartsSegments = false };

    /// <summary>
    /// A reading that says the same as one up to so many minutes before is that one once more; 0 = none is. 10 [choice].
    /// </summary>
    [Range(0, 1440)]
    public double NearDuplicateMinutes { get; init; } = 10;

    /// <summary>Readings that look wrong beside the others wait for a person.</summary>
    public bool HoldsPoints { get; init; } = true;

    /// <summary>A change of S by more than this many percentage points is held when it is quick. 25 [choice].</summary>
    [Range(5, 100)]
    public double JumpPoints { get; init; } = 25;

    /// <summary>A change of S is quick within so many days, both ends included. 14 [choice].</summary>
    [Range(1, 14)]
    public int JumpWithinDays { get; init; } = 14;

    /// <summary>Another method or protocol starts a segment with a starting size of its own.</summary>
    public bool StartsSegments { get; init; } = true;

    /// <summary>A new segment goes on from the old one when both methods were used within so many days. 14 [choice].</summary>
    [Range(0, 14)]
    public int BridgeWithinDays { get; init; } = 14;

    /// <summary>How long after an infection or a clot is over a limb is still not itself, days. 28 [choice].</summary>
    [Range(0, 180)]
    public int AcuteAfterDays { get; init; } = 28;
}

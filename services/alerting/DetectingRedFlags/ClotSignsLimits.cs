using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>Limits of <see cref="ClotSigns"/>.</summary>
public sealed record ClotSignsLimits
{
    /// <summary>Swelling and pain told within so many hours go together. 48 [choice].</summary>
    [Range(1, 168)]
    public int WindowHours { get; init; } = 48;

    /// <summary>The difference of the legs rose by more than this, cm. 3.0 [S: Wells score; on the change: choice].</summary>
    [Range(1, 10)]
    public double CalfRiseCm { get; init; } = 3.0;

    /// <summary>
    /// Stations up to so far above the ankle are below the knee, cm. 36 [choice]: no lower leg is left out, and of a short one the lowest
    /// hand's breadth of the thigh is looked at. 200 = the whole leg, as in rule sets from before there was this figure.
    /// </summary>
    [Range(20, 200)]
    public double CalfUpToCm { get; init; } = 36;
}

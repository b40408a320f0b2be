using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>Limits of <see cref="NoResponse"/>; what counts as a response there is a success for <see cref="Relapse"/>.</summary>
public sealed record NoResponseLimits
{
    /// <summary>From so many sessions on a course may be to be watched. 6 [choice; Yamamoto 2007].</summary>
    [Range(1, 50)]
    public int WatchSessions { get; init; } = 6;

    /// <summary>From so many sessions on it may be a call to the provider. 10 [choice].</summary>
    [Range(1, 50)]
    public int CallSessions { get; init; } = 10;

    /// <summary>From the first session to the last at least so many days. 14 [choice].</summary>
    [Range(0, 90)]
    public int SpanDays { get; init; } = 14;

    /// <summary>Sessions further apart than this belong to two courses, days. 14 [choice].</summary>
    [Range(1, 60)]
    public int LongestGapDays { get; init; } = Course.LongestGapDays;

    /// <summary>What was measured or told before the first session counts when it is at most so many days older. 14 [choice].</summary>
    [Range(1, 60)]
    public int StartWithinDays { get; init; } = TreatmentResponse.StartWithinDays;

    /// <summary>Less reduction of excess than this is to be watched, percent. 10 [choice].</summary>
    [Range(0, 100)]
    public double WatchBelowPercent { get; init; } = ResponseLimits.OfExcess.WatchBelowPercent;

    /// <summary>Less reduction of excess than this is a call, and from it on it is a response, percent. 20 [S: Vignes 2011].</summary>
    [Range(0, 100)]
    public double CallBelowPercent { get; init; } = ResponseLimits.OfExcess.CallBelowPercent;

    /// <summary>The same as <see cref="WatchBelowPercent"/> for two-sided disease, of volume. 2 [choice].</summary>
    [Range(0, 100)]
    public double TwoSidedWatchBelowPercent { get; init; } = ResponseLimits.OfVolume.WatchBelowPercent;

    /// <summary>The same as <see cref="CallBelowPercent"/> for two-sided disease, of volume. 4 [choice].</summary>
    [Range(0, 100)]
    public double TwoSidedCallBelowPercent { get; init; } = ResponseLimits.OfVolume.CallBelowPercent;

    /// <summary>Where volume cannot say, a symptom that fell by so many points has improved. 1 [choice].</summary>
    [Range(1, 10)]
    public int ImprovedPoints { get; init; } = 1;

    /// <summary>The limits for one kind of disease.</summary>
    public ResponseLimits Of(bool isTwoSided) => isTwoSided
        ? new(TwoSidedWatchBelowPercent, TwoSidedCallBelowPercent, WatchSessions, CallSessions, SpanDays)
        : new(WatchBelowPercent, CallBelowPercent, WatchSessions, CallSessions, SpanDays);
}

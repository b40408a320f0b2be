using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>What a course of sessions has done to the swelling.</summary>
/// <remarks>Association only: drainage itself has weak trial evidence for volume (domain sheet 3.6).</remarks>
[JsonConverter(typeof(WireTextConverter<ResponseVerdict>))]
public enum ResponseVerdict
{
    /// <summary>Nothing to compare, or too small an excess to begin with.</summary>
    [JsonStringEnumMemberName("not-evaluable")]
    NotEvaluable,

    /// <summary>Enough, or too few sessions to say that it is not.</summary>
    [JsonStringEnumMemberName("not-lacking")]
    NotLacking,

    /// <summary>Little after six sessions.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,

    /// <summary>Little after ten sessions: ask the provider about alternatives.</summary>
    [JsonStringEnumMemberName("call-provider")]
    CallProvider,
}

/// <summary>From when on, and below which reduction, a course is without response.</summary>
/// <param name="WatchBelowPercent">Below this after <paramref name="WatchSessions"/> sessions: watch.</param>
/// <param name="CallBelowPercent">Below this after <paramref name="CallSessions"/> sessions: call the provider.</param>
/// <param name="WatchSessions">At least so many sessions.</param>
/// <param name="CallSessions">At least so many sessions.</param>
/// <param name="SpanDays">At least so many days from the first session to the last.</param>
public sealed record ResponseLimits(
    double WatchBelowPercent, double CallBelowPercent, int WatchSessions = 6, int CallSessions = 10, int SpanDays = 14)
{
    /// <summary>One-sided disease, percent reduction of excess volume: 10 and 20 %.</summary>
    public static ResponseLimits OfExcess { get; } = new(10, 20);

    /// <summary>Two-sided disease, percent change of absolute volume: 2 and 4 %.</summary>
    public static ResponseLimits OfVolume { get; } = new(2, 4);
}

/// <summary>Whether a course of sessions brought a noticeable reduction, and whether it was lost again.</summary>
/// <remarks>
/// Source: a fall of less than 20 % counted as no initial response in Vignes 2011; medians of phase 1: 6 treatment days (arm) and
/// 10 (leg) in Yamamoto 2007; numbers of sessions, spans and the two-sided limits (ratio 35 : 8, EWMA J 2014): choice, domain sheet
/// 3.5. Relapse: half of the reduction regained, Vignes 2011.
/// </remarks>
public static class TreatmentResponse
{
    /// <summary>The measurement before the first session counts when it is at most so many days older. 14 [choice].</summary>
    public const int StartWithinDays = 14;

    /// <summary>So much of the reduction regained is a relapse, percent. 50 [Vignes 2011].</summary>
    public const double RelapsePercent = 50;

    /// <summary>The verdict on a course at the first measurement after its last session so far.</summary>
    /// <param name="sessions">Completed sessions so far.</param>
    /// <param name="spanDays">From the first to the last of them, days.</param>
    /// <param name="reductionPercent">PREV, or PVC for two-sided disease; null when there is none to compare.</param>
    /// <param name="limits">As the kind of reduction needs.</param>
    public static ResponseVerdict Judge(int sessions, double spanDays, double? reductionPercent, ResponseLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (reductionPercent is not { } percent)
            return ResponseVerdict.NotEvaluable;
        if (!Threshold.AtLeast(spanDays, limits.SpanDays))
            return ResponseVerdict.NotLacking;
        if (sessions >= limits.CallSessions && Threshold.Below(percent, limits.CallBelowPercent))
            return ResponseVerdict.CallProvider;
        return sessions >= limits.WatchSessions && Threshold.Below(percent, limits.WatchBelowPercent)
            ? ResponseVerdict.Watch
            : ResponseVerdict.NotLacking;
    }

    /// <summary>How much of a reduction was regained: <c>(now - low) / (start - low) * 100</c>, percent.</summary>
    /// <param name="startMl">Excess, or volume for two-sided disease, before the course, mL.</param>
    /// <param name="lowMl">The lowest it came to, mL.</param>
    /// <param name="nowMl">What it is now, mL.</param>
    /// <returns>Null when there was no reduction.</returns>
    public static double? RegainedPercent(double startMl, double lowMl, double nowMl) =>
        Threshold.Above(startMl, lowMl) ? (nowMl - lowMl) / (startMl - lowMl) * 100 : null;
}

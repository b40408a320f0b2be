using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>When an alert that nobody takes up is passed on to the lead, and how long one may be put aside.</summary>
/// <remarks>The times are those by which somebody must act, domain sheet 5 [choice].</remarks>
public sealed record EscalationLimits
{
    /// <summary>Urgent: minutes. 60 [choice].</summary>
    [Range(1, 1_440)]
    public int UrgentMinutes { get; init; } = 60;

    /// <summary>To be watched: days. 7 [choice]. What needs a call has until the end of the next working day.</summary>
    [Range(1, 365)]
    public int WatchDays { get; init; } = 7;

    /// <summary>How often time passes an alert on, each after the same time again. 3 [choice].</summary>
    [Range(1, 3)]
    public int LevelsMax { get; init; } = 3;

    /// <summary>The hour at which a working day ends, in <see cref="Zone"/>. 17 [choice].</summary>
    [Range(1, 23)]
    public int WorkingDayEndsHour { get; init; } = 17;

    /// <summary>
    /// The hospital's time zone, an IANA name; one that is not known here counts as UTC. Null = the one of the service's settings.
    /// </summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Zone { get; init; }

    /// <summary>Days from Monday to Friday on which nobody works.</summary>
    public ImmutableSortedSet<DateOnly> Holidays { get; init; } = [];

    /// <summary>Longest rest of an urgent alert, minutes. 60 [choice]: the time by which somebody must act.</summary>
    [Range(1, 1_440)]
    public int UrgentSnoozeMinutesMax { get; init; } = 60;

    /// <summary>Longest rest of any other, days. 30 [choice].</summary>
    [Range(1, 365)]
    public int SnoozeDaysMax { get; init; } = 30;

    /// <summary>The longest rest of an alert.</summary>
    public TimeSpan LongestSnooze(Severity severity) => severity == Severity.Urgent
        ? TimeSpan.FromMinutes(UrgentSnoozeMinutesMax)
        : TimeSpan.FromDays(SnoozeDaysMax);

    /// <summary>When an alert that waits is passed on; null for information, which is not.</summary>
    /// <param name="severity">Of the alert.</param>
    /// <param name="since">Since when it waits, or since it was passed on last.</param>
    public DateTimeOffset? DueAfter(Severity severity, DateTimeOffset since) => severity switch
    {
        Severity.Urgent => since.AddMinutes(UrgentMinutes),
        Severity.CallProvider => WorkingDays.EndOfNext(since, this),
        Severity.Watch => since.AddDays(WatchDays),
        _ => null,
    };
}

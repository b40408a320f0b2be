using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>
/// When a patient had an infection or a clot, and the weeks after: swelling then says little about the lymph system. Pure.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.6 [choice]: readings are kept and marked, and left out of slope, moving average and response. A condition
/// lasts from its onset until the moment it is over, that moment not included; it is never over by time alone.
/// </remarks>
public sealed class AcuteTimes
{
    private static readonly string[] Conditions = ["cellulitis", "infection", "dvt", "blood-clot"];

    private readonly List<(DateTimeOffset From, DateTimeOffset? Until)> _times;

    private AcuteTimes(List<(DateTimeOffset From, DateTimeOffset? Until)> times) => _times = times;

    /// <summary>Those of a picture.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="afterDays">How long after the end still counts, days.</param>
    public static AcuteTimes Of(PatientPicture picture, int afterDays)
    {
        IReadOnlyList<ConditionOver> over = CurrentFacts.Of<ConditionOver>(picture);
        return new(
        [
            .. CurrentFacts.Of<ConditionFound>(picture)
                .Where(found => Conditions.Contains(found.Condition))
                .Select(found => (From: OnsetOf(found), Until: EndOf(found, over)))
                .Select(time => (time.From, time.Until?.AddDays(afterDays))),
        ]);
    }

    /// <summary>True when a moment lies in one of them.</summary>
    public bool Hold(DateTimeOffset moment) => _times.Exists(time => moment >= time.From && (time.Until is null || moment < time.Until));

    private static DateTimeOffset OnsetOf(ConditionFound found) => found.Onset is { } day
        ? new(day.ToDateTime(TimeOnly.MinValue), found.Origin.EffectiveTime.Offset)
        : found.Origin.EffectiveTime;

    private static DateTimeOffset? EndOf(ConditionFound found, IReadOnlyList<ConditionOver> over) => over
        .Where(end => end.Condition == found.Condition && end.Origin.EffectiveTime >= OnsetOf(found))
        .FirstOrDefault(end => end.OfRecordKey is null
            || (end.OfRecordKey == found.Origin.RecordKey && end.Origin.Source == found.Origin.Source))
        ?.Origin.EffectiveTime;
}

using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>
/// When a patient had cellulitis or a deep vein thrombosis, and the weeks after: swelling then says little about the lymph system.
/// Pure.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.6 [choice]: readings are kept and marked, and left out of slope, moving average and response. A condition
/// lasts from its onset until the moment it is over, that moment not included; it is never over by time alone.
/// </remarks>
public sealed class AcuteTimes
{
    private readonly Holds _holds;
    private readonly int _afterDays;

    private AcuteTimes(Holds holds, int afterDays) => (_holds, _afterDays) = (holds, afterDays);

    /// <summary>Those of a picture.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="afterDays">How long after the end still counts, days.</param>
    public static AcuteTimes Of(PatientPicture picture, int afterDays) => new(TreatmentBackground.HoldsOf(picture), afterDays);

    /// <summary>True when a moment lies in one of them.</summary>
    public bool Hold(DateTimeOffset moment) => _holds.IsAcute(moment, _afterDays);
}

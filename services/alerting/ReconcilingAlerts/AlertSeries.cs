using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>Which facts speak of what an alert is about, whether or not they fire. Pure.</summary>
public static class AlertSeries
{
    /// <summary>
    /// When something was heard last of what an alert is about: the latest such fact, and not before staff could know of the alert.
    /// A fact that was taken back was heard all the same.
    /// </summary>
    /// <param name="picture">The patient; of one whose older history is settled this may be too early, never too late.</param>
    /// <param name="alert">The alert.</param>
    public static DateTimeOffset LastHeard(PatientPicture picture, AlertState alert)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(alert);
        DateTimeOffset last = alert.RaisedAt > alert.LastEffective ? alert.RaisedAt : alert.LastEffective;
        foreach (AcceptedFact accepted in picture.Facts)
        {
            if (accepted.Fact.On > last && Speaks(accepted.Fact, alert))
                last = accepted.Fact.On;
        }

        return last;
    }

    private static bool Speaks(PatientFact fact, AlertState alert) => alert.Key.Rule switch
    {
        "LYM-006" => fact is FluidMeasured,
        "LYM-007" => fact is GirthTaken,
        "LYM-010" or "LYM-011" => fact is SymptomsTold told && told.Symptoms.Any(symptom => symptom.Code == alert.Key.Extra),
        "LYM-013" => fact is SymptomsTold,
        "LYM-012" => fact is QuestionnaireAnswered,
        "LYM-031" => fact is SessionBooked,
        "LYM-033" => fact is SideEffectsTold or SessionGiven,
        "LYM-034" => fact is SessionGiven,
        "LYM-035" or "LYM-036" => fact is SessionGiven or LimbsMeasured,
        "LYM-040" => fact is GarmentWornOn,
        "LYM-041" => fact is PatientWeighed,
        // A trend that started anew is told once: to measure on by the new method is no news of it.
        MethodChanged.Id or CorrectionNotices.Rule => false,
        _ => fact is LimbsMeasured measured && (alert.Key.Limb is not { } limb || limb.Site == measured.Site),
    };
}

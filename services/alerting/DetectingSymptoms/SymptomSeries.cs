using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>One symptom of one side over time, as the patient told it.</summary>
/// <param name="Code">The symptom.</param>
/// <param name="Side">Its side; null when it has none or none was said.</param>
/// <param name="Points">Every report of it that counts, in effective-time order.</param>
public sealed record SymptomSeries(string Code, Side? Side, IReadOnlyList<SymptomPoint> Points)
{
    /// <summary>The symptoms of a patient that were ever reported, as far as the picture holds reports.</summary>
    public static IReadOnlyList<SymptomSeries> Of(PatientPicture picture)
    {
        IReadOnlyList<SymptomsTold> reports = CurrentFacts.Of<SymptomsTold>(picture);
        if (reports.Count == 0)
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        return
        [
            .. from report in reports
               from symptom in report.Symptoms
               let point = new SymptomPoint(
                   report.Origin.Id, acceptedAt[report.Origin.Id], report.Origin.EffectiveTime, symptom.Score, symptom.SinceLast)
               group point by (symptom.Code, symptom.Side) into series
               orderby series.Key.Code, series.Key.Side
               select new SymptomSeries(series.Key.Code, series.Key.Side, [.. series]),
        ];
    }

    /// <summary>What an alert of a rule on this symptom is about.</summary>
    public AlertKey KeyFor(string rule) => (Code, Side) switch
    {
        (SymptomCodes.ArmSwelling, { } side) => new(rule, new Limb(LimbSite.Arm, side), Code),
        (SymptomCodes.LegSwelling, { } side) => new(rule, new Limb(LimbSite.Leg, side), Code),
        _ => new(rule, Limb: null, Code, Side),
    };
}

/// <summary>One report of one symptom.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Score">0 to 10; null when no number was given.</param>
/// <param name="SinceLast">The patient's own word.</param>
public sealed record SymptomPoint(Guid FactId, long Seq, DateTimeOffset At, int? Score, SinceLast SinceLast);

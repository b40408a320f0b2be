using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>Every report of symptoms of one patient, all symptoms together.</summary>
/// <param name="Points">In effective-time order.</param>
public sealed record ReportSeries(IReadOnlyList<ReportPoint> Points)
{
    /// <summary>The one series there is; none while nothing was reported.</summary>
    public static IReadOnlyList<ReportSeries> Of(PatientPicture picture)
    {
        IReadOnlyList<SymptomsTold> reports = CurrentFacts.Of<SymptomsTold>(picture);
        if (reports.Count == 0)
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        return
        [
            new([
                .. reports.Select(report => new ReportPoint(
                    report.Origin.Id, acceptedAt[report.Origin.Id], report.Origin.EffectiveTime, report.Symptoms)),
            ]),
        ];
    }
}

/// <summary>One report.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Symptoms">What was said.</param>
public sealed record ReportPoint(Guid FactId, long Seq, DateTimeOffset At, IReadOnlyList<SymptomTold> Symptoms);

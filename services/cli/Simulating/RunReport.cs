using System.Text;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>The tables at the end of a run.</summary>
public static class RunReport
{
    /// <summary>What became of the events, and the answer sheet to compare the board with.</summary>
    public static string Write(DeliveryTally tally, IReadOnlyList<PatientTruth> truth)
    {
        var text = new StringBuilder();
        Row(text, "events sent", tally.Sent);
        Row(text, "stored", tally.Stored);
        Row(text, "duplicate", tally.Duplicate);
        Row(text, "quarantined", tally.Quarantined);
        text.AppendLine();
        Row(text, "patients", truth.Count);
        Row(text, "truly 10 % or more above their start at the last visit", truth.Count(t => t.IsSwollen));
        Row(text, "measured 10 % or more above their start at the last visit", truth.Count(t => t.ReadsSwollen));

        List<PatientTruth> rising = [.. truth.Where(t => t.Course.Kind != CourseKind.Flat || t.ReadsSwollen).Take(20)];
        if (rising.Count > 0)
        {
            text.AppendLine();
            text.AppendLine($"  {"patient",-16} {"limb",-10} {"course",-22} {"last visit",-12} {"true",8} {"measured",10}");
            foreach (PatientTruth t in rising)
                text.AppendLine($"  {t.Subject,-16} {t.Side + " " + t.Site,-10} {CourseOf(t),-22} {t.LastVisit,-12:yyyy-MM-dd} "
                    + $"{t.TrueChangePercent,6:0.0} % {t.MeasuredChangePercent,8:0.0} %");
        }

        return text.ToString();
    }

    private static string CourseOf(PatientTruth t) => t.Course.Onset is { } onset
        ? $"{(t.Course.Kind == CourseKind.Ramp ? "ramp" : "step")} from {onset:yyyy-MM-dd}"
        : "flat";

    private static void Row(StringBuilder text, string what, int count) => text.AppendLine($"  {what,-60} {count,8}");
}

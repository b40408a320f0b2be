using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// LYM-035: a course of sessions brings no noticeable improvement: 6 sessions or more and less than 10 % of the excess gone is to be
/// watched, 10 or more and less than 20 % is a call to the provider; two-sided 2 and 4 % of the volume. Ends when 20 % (4 %) are gone.
/// </summary>
/// <remarks>
/// Source: domain sheet 3.5: Yamamoto 2007, Vignes 2011; counts and spans are choices. The last reading within 14 days before the first
/// session is compared with each that is the first after a session. Where no limb can be compared (too small an excess, no reading
/// before, another method), the symptoms speak: none of the four better by a point after 6 sessions is to be watched. The numbers
/// show association and the words claim nothing of the massage. Of courses long ago at most the 8 latest wait in memory for their
/// end; an older one keeps its alert as it is. Pure.
/// </remarks>
public static class NoResponse
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-035";

    /// <summary>So many courses without response are remembered beside the present one.</summary>
    internal const int CoursesMax = 8;

    /// <inheritdoc cref="SelfMassageUntaught.Follow"/>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        NoResponseLimits limits = rules.NoResponse;
        CourseMemory memory = CourseMemory.From(before.FirstOrDefault(progress => progress.Key.Extra is null));
        CourseStretches open = new(before, ended);
        foreach (TreatmentPoint point in series.Points)
        {
            switch (point)
            {
                case LimbPoint limb:
                    Read(limb, memory, open, limits);
                    memory.Read(limb);
                    break;
                case FactPoint { Fact: SessionGiven session }:
                    memory.Treat(session, limits);
                    break;
                case FactPoint { Fact: SymptomsTold told }:
                    Hear(told, point, memory, open, limits);
                    break;
            }
        }

        return [memory.ToMemory(Id), .. open.All];
    }

    /// <summary>How much smaller a limb is, percent of the excess, or two-sided of the volume; null when that says nothing.</summary>
    internal static double? ReductionPercent(double startMl, LimbPoint point) => point.Ml is not { } ml
        ? null
        : point.IsTwoSided
            ? VolumeIndices.PercentVolumeChange(startMl, ml)
            : VolumeIndices.PercentReductionOfExcess(startMl, ml);

    private static void Read(LimbPoint limb, CourseMemory memory, CourseStretches open, NoResponseLimits limits)
    {
        ResponseLimits kind = limits.Of(limb.IsTwoSided);
        foreach (Progress lacking in open.Of(limb))
        {
            if (ReductionPercent(lacking.Earlier[0].Value, limb) is { } gone && Threshold.AtLeast(gone, kind.CallBelowPercent))
                open.End(lacking.Key, limb);
        }

        if (memory.Course is not { } course
            || memory.StartOf(limb) is not { } start
            || !memory.IsFirstAfterSession(limb)
            || ReductionPercent(start.Value, limb) is not { } percent)
        {
            return;
        }

        memory.Pair(limb);
        // Now volume speaks, so what the symptoms said has had its time.
        open.End(new(Id, Limb: null, course.Id), limb);
        Severity? severity = TreatmentResponse.Judge(course.Sessions, course.SpanDays, percent, kind) switch
        {
            ResponseVerdict.Watch => Severity.Watch,
            ResponseVerdict.CallProvider => Severity.CallProvider,
            _ => null,
        };
        if (severity is not { } lack)
            return;
        AlertKey key = new(Id, limb.Limb, course.Id);
        Dictionary<string, double> numbers = NumbersOf(course);
        numbers["reductionPercent"] = percent;
        numbers["thresholdPercent"] = lack == Severity.Watch ? kind.WatchBelowPercent : kind.CallBelowPercent;
        numbers[limb.IsTwoSided ? "startLimbMl" : "startExcessMl"] = start.Value;
        numbers[limb.IsTwoSided ? "latestLimbMl" : "latestExcessMl"] = limb.Ml!.Value;
        open.Extend(key, new(limb.FactId, limb.Seq, limb.At, 100 - percent, lack), numbers, MessageOf(course, percent), [start]);
    }

    private static void Hear(
        SymptomsTold told, TreatmentPoint point, CourseMemory memory, CourseStretches open, NoResponseLimits limits)
    {
        SymptomTold[] tracked = [.. told.Symptoms.Where(symptom => SymptomCodes.CallWhenWorse.Contains(symptom.Code))];
        if (memory is { Course: { } course, HasPair: false } && course.Sessions >= limits.WatchSessions)
        {
            double[] better =
            [
                .. tracked.Select(symptom => memory.ScoreBefore(symptom) - symptom.Score).OfType<double>(),
            ];
            AlertKey key = new(Id, Limb: null, course.Id);
            if (better.Any(points => Threshold.AtLeast(points, limits.ImprovedPoints)))
                open.End(key, point);
            else if (better.Length > 0)
                open.Extend(
                    key,
                    new(point.FactId, point.Seq, point.At, -better.Max(), Severity.Watch),
                    NumbersOf(course),
                    $"{course.Sessions} sessions, and no symptom better; swelling cannot be compared. "
                        + "Measure both limbs, and ask the provider about other treatments.",
                    []);
        }

        foreach (SymptomTold symptom in tracked)
            memory.Tell(symptom, point.At);
    }

    private static Dictionary<string, double> NumbersOf(Course course) =>
        new() { ["sessions"] = course.Sessions, ["spanDays"] = course.SpanDays };

    private static string MessageOf(Course course, double percent)
    {
        decimal shown = Math.Round((decimal)percent, 1, MidpointRounding.AwayFromZero);
        string swelling = shown < 0 ? $"swelling up {-shown:0.0} %" : $"swelling down only {shown:0.0} %";
        return $"{course.Sessions} sessions, {swelling}. Ask the provider about other treatments.";
    }
}

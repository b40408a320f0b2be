using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>LYM-036: half of what a course had taken off a limb's excess is there again. Ends when it is less than half again.</summary>
/// <remarks>
/// Source: Vignes 2011: half of the reduction regained is a failure of maintenance, 38 % of patients within a year. A course was a
/// success when, from its 6th session on, a first reading after a session showed a response by LYM-035; what was regained is counted
/// from the smallest size since then, so that a course which passes into weekly maintenance is watched as well [choice]. Two-sided
/// disease: of the volume. Of courses long ago at most 8 wait in memory for their end, as for LYM-035. Pure.
/// </remarks>
public static class Relapse
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-036";

    /// <inheritdoc cref="SelfMassageUntaught.Follow"/>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        CourseMemory memory = CourseMemory.From(before.FirstOrDefault(progress => progress.Key.Extra is null));
        CourseStretches open = new(before, ended);
        foreach (TreatmentPoint point in series.Points)
        {
            if (point is FactPoint { Fact: SessionGiven session })
            {
                memory.Treat(session, rules.NoResponse);
            }
            else if (point is LimbPoint { Ml: { } ml } limb)
            {
                EndWhatIsBelow(limb, ml, open, rules.Relapse);
                Judge(limb, ml, memory, open, rules);
                memory.Read(limb);
            }
        }

        return [memory.ToMemory(Id), .. open.All];
    }

    private static void EndWhatIsBelow(LimbPoint limb, double ml, CourseStretches open, RelapseLimits limits)
    {
        foreach (Progress relapse in open.Of(limb))
        {
            double? regained = TreatmentResponse.RegainedPercent(relapse.Earlier[0].Value, relapse.Earlier[1].Value, ml);
            if (regained is { } percent && Threshold.Below(percent, limits.RegainedPercent))
                open.End(relapse.Key, limb);
        }
    }

    private static void Judge(LimbPoint limb, double ml, CourseMemory memory, CourseStretches open, RuleSet rules)
    {
        if (memory.Course is not { } course || memory.StartOf(limb) is not { } start)
            return;
        EarlierValue? low = memory.LowOf(limb);
        if (low is not null
            && TreatmentResponse.RegainedPercent(start.Value, low.Value, ml) is { } regained
            && Threshold.AtLeast(regained, rules.Relapse.RegainedPercent))
        {
            open.Extend(
                new(Id, limb.Limb, course.Id),
                new(limb.FactId, limb.Seq, limb.At, regained, Severity.CallProvider),
                new Dictionary<string, double>
                {
                    ["regainedPercent"] = regained,
                    ["thresholdPercent"] = rules.Relapse.RegainedPercent,
                    [limb.IsTwoSided ? "startLimbMl" : "startExcessMl"] = start.Value,
                    [limb.IsTwoSided ? "lowestLimbMl" : "lowestExcessMl"] = low.Value,
                    [limb.IsTwoSided ? "latestLimbMl" : "latestExcessMl"] = ml,
                },
                $"{(regained >= 100 ? "All" : "Half")} of the gain is lost "
                    + $"({limb.Limb.Side.ToWire()} {limb.Limb.Site.ToWire()}). Ask them to contact their provider.",
                [start, low]);
        }

        bool isSuccess = low is not null
            || (course.Sessions >= rules.NoResponse.WatchSessions
                && memory.IsFirstAfterSession(limb)
                && NoResponse.ReductionPercent(start.Value, limb) is { } gone
                && Threshold.AtLeast(gone, rules.NoResponse.Of(limb.IsTwoSided).CallBelowPercent));
        if (isSuccess && (low is null || ml < low.Value))
            memory.Lower(limb);
    }
}

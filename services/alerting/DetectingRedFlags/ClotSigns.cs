using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>
/// LYM-021: new swelling of one side (onset within 72 hours) with pain or tenderness, told within 48 hours of each other, or a leg that
/// exceeds the other by more than 3.0 cm more than at the patient's own start, below the knee. Urgent.
/// </summary>
/// <remarks>
/// Source: Wells score (calf more than 3 cm larger), World Thrombosis Day. In chronic lymphedema both legs rarely match, so the change of
/// the difference is judged [choice]; the score itself is a clinician's tool and is not computed. Where it is read:
/// <see cref="InterlimbGirth"/>. Never over by time: a clinician clears dvt or blood-clot. Pure.
/// </remarks>
public static class ClotSigns
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-021";

    private static readonly ImmutableHashSet<string> Conditions = ["dvt", "blood-clot"];

    private const string Swelling = "swelling";
    private const string Pain = "pain";

    /// <summary>Follows one limb over points later than those already followed.</summary>
    /// <param name="series">The limb and the points to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last point.</returns>
    public static Progress Follow(ClotSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        ClotSignsLimits limits = rules.ClotSigns;
        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> recent = before.Earlier;
        foreach (ClotPoint point in series.Points)
        {
            if (point.Said is { } said)
            {
                if (said.EndsOneOf(Conditions)
                    && said.MayBeAbout(series.Limb.Side, recent.Beginning(open, point.At).AddHours(-limits.WindowHours)))
                {
                    if (open is not null)
                        ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                    recent = [];
                }

                continue;
            }

            recent = recent.Since(point.At.AddHours(-limits.WindowHours));
            if (point.Swelling)
                recent = recent.With(point.At, Swelling);
            if (point.Pain)
                recent = recent.With(point.At, Pain);
            bool isTold = (point.Swelling || point.Pain) && recent.Has(Swelling) && recent.Has(Pain);
            if (!isTold && !(point.CalfRiseCm is { } rise && Threshold.Above(rise, limits.CalfRiseCm)))
                continue;

            // What was told has no measure; beside a girth it is never the peak.
            Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, point.CalfRiseCm ?? 0, Severity.Urgent));
            open = new(trail, MarginPoints: null, Numbers(point, limits), Message(series.Limb));
        }

        return before with { Stretch = open, Earlier = recent };
    }

    /// <summary>True when a report tells of sudden swelling of this limb; without a side it is not known to be of one side.</summary>
    internal static bool IsNewSwelling(SymptomsTold report, Limb limb) => report.Symptoms.Any(symptom =>
        symptom.Score != 0 && symptom.Side == limb.Side && symptom.Onset == Onset.Sudden && limb.Site == (symptom.Code switch
        {
            "ARM_SWELLING" or "HAND_SWELLING" => LimbSite.Arm,
            "LEG_SWELLING" or "ANKLE_SWELLING" => LimbSite.Leg,
            _ => null,
        }));

    /// <summary>True when a report tells of pain or tenderness that may be of this limb.</summary>
    internal static bool IsPain(SymptomsTold report, Limb limb) => report.Symptoms.Any(symptom =>
        symptom.Score != 0 && (symptom.Side is null || symptom.Side == limb.Side) && symptom.Code switch
        {
            "TENDERNESS" => true,
            "ARM_PAIN" => limb.Site == LimbSite.Arm,
            "LEG_PAIN" => limb.Site == LimbSite.Leg,
            _ => false,
        });

    private static Dictionary<string, double> Numbers(ClotPoint latest, ClotSignsLimits limits)
    {
        Dictionary<string, double> numbers = new() { ["withinHours"] = limits.WindowHours };
        if (latest.CalfRiseCm is { } rise)
        {
            numbers["differenceRiseCm"] = rise;
            numbers["riseAboveCm"] = limits.CalfRiseCm;
            numbers["upToCm"] = limits.CalfUpToCm;
        }

        return numbers;
    }

    private static string Message(Limb limb) =>
        $"Possible blood clot ({limb.Side.ToWire()} {limb.Site.ToWire()}). Same-day medical assessment. No massage.";
}

using System.Collections.Immutable;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>
/// LYM-007: belly (3 cm), neck (2 cm), hand or foot in a figure of eight (1 cm) are larger than this patient's own start in the same
/// posture and protocol. To be watched; for the belly the provider is to be called from 5 cm on, or from 3 cm on when the patient says
/// within 14 days of it, before or after, that belly puffiness is worse.
/// </summary>
/// <remarks>
/// Source: noise of the belly girth: Aitken 1985 (observer error 0.33 cm, posture 1.32 cm), PubMed 15101854 (2 L of fluid add only 3.1
/// cm): a weak signal, so the limits are choices. "Worse" is as in LYM-010, but for its first report. Pure.
/// </remarks>
public static class GirthRise
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-007";

    // What is remembered beside the starts: scores of the belly, when it last was worse, and how far the latest girth was up.
    private const string Score = "score";
    private const string Worse = "worse";
    private const string Raised = "raised";

    /// <inheritdoc cref="FluidRise.Follow"/>
    public static Progress Follow(GirthSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        GirthRiseLimits limits = rules.GirthRise;
        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> known = before.Earlier;
        foreach (GirthPoint point in series.Points)
        {
            if (point.Told is { } told)
            {
                (bool isWorse, known) = TakeIn(known, told, rules.SymptomWorse);
                if (isWorse && open is not null && known.Find(value => value.Word == Raised) is { } girth
                    && IsNear(girth.At, point.At, limits))
                {
                    open = Fires(series, open, point, girth.Value, Severity.CallProvider, open.Numbers);
                }

                continue;
            }

            bool isAhead = Surgery.IsAhead(series.Surgeries, point.At);
            (EarlierValue? start, known) = OwnStart.For(known, point.At, point.Cm!.Value, point.Kind, isAhead);
            if (start is null
                || DaysAfterSurgery.IsEarly(DaysAfterSurgery.At(series.Surgeries, point.At), rules.QuietDaysAfterSurgery))
            {
                continue;
            }

            double change = point.Cm.Value - start.Value;
            known = known.RemoveAll(value => value.Word == Raised);
            if (Threshold.AtLeast(change, limits.WatchCm(series.Site)))
            {
                Severity severity = SeverityOf(series.Site, change, point, known, limits);
                Dictionary<string, double> numbers = Numbers(series.Site, change, point, start, limits);
                open = Fires(series, open, point, change, severity, numbers);
                known = known.Add(new(point.At, change, Word: Raised));
            }
            else if (open is not null && Threshold.Below(change, limits.ClearCm(series.Site)))
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open, Earlier = known };
    }

    private static (bool IsWorse, ImmutableList<EarlierValue> Known) TakeIn(
        ImmutableList<EarlierValue> known, SymptomPoint told, SymptomWorseLimits limits)
    {
        ImmutableList<EarlierValue> scores = known.FindAll(value => value.Word == Score);
        bool isWorse = SymptomWorse.IsWorse(told, UsualScore.Of(scores, told.At, limits), limits);
        if (isWorse)
            known = known.RemoveAll(value => value.Word == Worse).Add(new(told.At, told.Score ?? 0, Word: Worse));
        if (told.Score is { } score)
        {
            known = known.RemoveAll(value => value.Word == Score)
                .AddRange(UsualScore.Remember(scores, new(told.At, score, Word: Score), limits));
        }

        return (isWorse, known);
    }

    private static Severity SeverityOf(
        string site, double change, GirthPoint point, ImmutableList<EarlierValue> known, GirthRiseLimits limits) =>
        site == GirthSeries.Belly
        && (Threshold.AtLeast(change, limits.BellyCallCm)
            || known.Exists(value => value.Word == Worse && IsNear(value.At, point.At, limits)))
            ? Severity.CallProvider
            : Severity.Watch;

    private static bool IsNear(DateTimeOffset earlier, DateTimeOffset later, GirthRiseLimits limits) =>
        later - earlier <= TimeSpan.FromDays(limits.WithSymptomDays);

    private static OpenStretch Fires(
        GirthSeries series,
        OpenStretch? open,
        GirthPoint point,
        double change,
        Severity severity,
        IReadOnlyDictionary<string, double> numbers)
    {
        Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, change, severity));
        return new(
            trail,
            MarginPoints: null,
            new Dictionary<string, double>(numbers) { ["peakChangeCm"] = trail.Peak.Value },
            Message(series, trail));
    }

    private static Dictionary<string, double> Numbers(
        string site, double change, GirthPoint point, EarlierValue start, GirthRiseLimits limits) => new()
        {
            ["thresholdCm"] = limits.WatchCm(site),
            ["clearBelowCm"] = limits.ClearCm(site),
            ["latestChangeCm"] = change,
            ["latestGirthCm"] = point.Cm!.Value,
            ["startGirthCm"] = start.Value,
        };

    private static string Message(GirthSeries series, Trail trail)
    {
        string change = ShownNumber.OneDecimal(trail.Last.Value);
        string call = trail.Severity == Severity.CallProvider ? " Ask them to contact their provider." : "";
        return series.Site switch
        {
            GirthSeries.Belly => $"Waist is {change} cm larger. Girth is a rough measure: confirm in the same position; ask about "
                + $"bloating, breathlessness, weight gain.{call}",
            GirthSeries.Neck => $"Neck is {change} cm larger. Girth is a rough measure: confirm in the same position; ask about "
                + "swallowing and breathing.",
            _ => $"The {series.Side?.ToWire()} {series.Site} is {change} cm larger in a figure of eight. Girth is a rough measure: "
                + "confirm in the same position.",
        };
    }
}

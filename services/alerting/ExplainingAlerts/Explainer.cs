using System.Globalization;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.ExplainingAlerts;

/// <summary>Why there is an alert: the readings, the formula with the values put in, limit, source, and what is missing. Pure.</summary>
public static class Explainer
{
    private const int ReadingsMax = 10;
    private static readonly string[] LimitWords = ["threshold", "limit", "minimumRealDifference"];

    /// <summary>The explanation of an alert.</summary>
    /// <param name="picture">The fold of the patient's whole stream.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="rules">The rule set that judged it.</param>
    public static AlertExplanation Of(PatientPicture picture, AlertState alert, RuleSet rules)
    {
        RuleText text = RuleTexts.Of(alert.Key.Rule) ?? new(alert.Key.Rule, alert.Message, "", "");
        HashSet<Guid> evidence = [alert.Evidence.First, alert.Evidence.Peak, .. alert.Evidence.Latest.TakeLast(ReadingsMax - 2)];
        // A limb has a series of its own for each method that cannot be compared with the one before. An alert on what was told of
        // a limb rests on none.
        (SwellingSeries? series, List<TrendPoint> points) = PatientSeries.Of(picture, rules).Swelling
            .Where(one => one.KeyFor(alert.Key.Rule) == alert.Key)
            .Select(one => ((SwellingSeries?)one, one.Points.Where(point => evidence.Contains(point.FactId)).ToList()))
            .FirstOrDefault(one => one.Item2.Count > 0, (null, []));
        return new(
            alert.Id,
            alert.Key.Rule,
            alert.RuleSet,
            text.Title,
            text.FiresWhen,
            text.Source,
            [
                .. picture.Facts.Select(accepted => accepted.Fact)
                    .Where(fact => evidence.Contains(fact.Origin.Id))
                    .OrderBy(fact => fact.Origin.EffectiveTime).ThenBy(fact => fact.Origin.Id)
                    .Select(fact => new ExplainedReading(fact.Origin.Id, fact.Origin.EffectiveTime, FactWords.Of(fact))),
            ],
            [.. points.Where(point => point.Change is not null).Select(point => Arithmetic(series!, point))],
            new SortedDictionary<string, double>(
                alert.Numbers.Where(number => LimitWords.Any(word => number.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    .ToDictionary(),
                StringComparer.Ordinal),
            text.ClearsWhen,
            HowSure(alert, series, points),
            [.. Missing(picture, series, points)]);
    }

    private static ExplainedFormula Arithmetic(SwellingSeries series, TrendPoint point)
    {
        Sitting start = series.Baseline!.Sitting;
        double startMl = LimbVolume.Ml(start.Limb);
        double? startOtherMl = start.Other is { } other ? LimbVolume.Ml(other) : null;
        double change = point.Change!.ChangePercent;
        (string formula, string values, double result) = (point.Change.Kind, point.OtherMl, startOtherMl, point.Weights) switch
        {
            (IndexKind.RelativeVolumeChange, { } nowOther, { } thenOther, _) => (
                "((A2 × U1) / (U2 × A1) − 1) × 100",
                $"(({N(point.LimbMl)} × {N(thenOther)}) / ({N(nowOther)} × {N(startMl)}) − 1) × 100",
                VolumeIndices.RelativeVolumeChange(startMl, point.LimbMl, thenOther, nowOther)),
            (IndexKind.WeightAdjustedChange, _, _, { } weights) => (
                "((A2 × W1) / (W2 × A1) − 1) × 100",
                $"(({N(point.LimbMl)} × {N(weights.ThenKg)}) / ({N(weights.NowKg)} × {N(startMl)}) − 1) × 100",
                VolumeIndices.WeightAdjustedChange(startMl, point.LimbMl, weights.ThenKg, weights.NowKg)),
            _ => (
                "(A2 / A1 − 1) × 100",
                $"({N(point.LimbMl)} / {N(startMl)} − 1) × 100",
                VolumeIndices.UnadjustedChange(startMl, point.LimbMl)),
        };
        // Volumes of tape readings are compared on the stations all of them share, which may be fewer than each has.
        bool isOfTheVolumesShown = Math.Abs(result - change) < 0.05;
        return new(
            point.FactId,
            $"{point.Change.Kind.ToWire()} = {formula}",
            isOfTheVolumesShown ? values : null,
            $"{Math.Round((decimal)change, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture)} %");
    }

    private static string HowSure(AlertState alert, SwellingSeries? series, List<TrendPoint> points)
    {
        if (series is null || points is not [.., { Change: { } change } latest])
            return "It rests on what was reported, not on a measurement with a known error.";
        double noise = MinimumRealDifference.Points(series.Limb.Site, series.Baseline?.RaterId, latest.RaterId);
        string against = $"Measuring alone can make a difference of {N(noise)} percentage points on this limb";
        string raters = series.Baseline?.RaterId is { } one && latest.RaterId is { } other && one != other
            ? ", here more because two people measured"
            : "";
        string finding = Threshold.AtLeast(Math.Abs(change.ChangePercent), noise)
            ? "the latest reading is beyond that"
            : "the latest reading is within that";
        string count = alert.Evidence.Count == 1 ? "One reading fired" : $"{alert.Evidence.Count} readings fired";
        return $"{against}{raters}; {finding}. {count}.";
    }

    private static IEnumerable<string> Missing(PatientPicture picture, SwellingSeries? series, List<TrendPoint> points)
    {
        if (series is { Baseline: { Kind: BaselineKind.First, Provisional: var provisional } })
        {
            yield return provisional
                ? "A starting size from before surgery: the first reading stands in for it, and is from soon after surgery."
                : "A starting size from before treatment: the first reading stands in for it.";
        }

        if (points.Exists(point => point.Change?.Kind == IndexKind.Unadjusted))
            yield return "The other limb and weights: without them the change may be weight, and is no more than watched.";
        if (series is not null && (series.Baseline?.RaterId is null || points.Exists(point => point.RaterId is null)))
            yield return "Who measured: if two people did, more of the difference can be error.";
        if (picture.Waiting.Count > 0)
            yield return "Facts of this patient that wait in quarantine are not in the numbers.";
    }

    private static string N(double value) =>
        Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero).ToString("#,0.#", CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>
/// LYM-023: signs of a skin infection as in LYM-020, and confusion, fainting, fast breathing, vomiting or very high fever (39.5 Cel or
/// more) within 48 hours before or 7 days after them. Urgent.
/// </summary>
/// <remarks>
/// Source: BLS guideline 2022 via LE&amp;RN: signs of sepsis = hospital. "Very high" and how long the two go together are choices, the
/// longer one because an infection that was not cleared goes on. Never over by time: a clinician clears cellulitis or infection. Pure.
/// </remarks>
public static class SepsisWords
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-023";

    private static readonly ImmutableHashSet<string> Words = ["CONFUSION", "FAINTING", "FAST_BREATHING", "VOMITING"];

    private const string Infected = "infected";
    private const string Unwell = "unwell";

    /// <inheritdoc cref="CellulitisSigns.Follow"/>
    public static Progress Follow(RedFlagSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        // A spreading infection has no side.
        if (series.Side is not null)
            return before;

        SepsisWordsLimits limits = rules.SepsisWords;
        CellulitisSignsLimits local = rules.CellulitisSigns;
        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> recent = before.Earlier;
        foreach (RedFlagPoint point in series.Points)
        {
            if (point.Said is { } said)
            {
                if (said.EndsOneOf(InfectionSigns.Conditions)
                    && said.MayBeAbout(side: null, recent.Beginning(open, point.At).AddHours(-local.WindowHours)))
                {
                    if (open is not null)
                        ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                    recent = [];
                }

                continue;
            }

            recent = recent.Since(point.At.AddHours(-local.WindowHours), Infected)
                .RemoveAll(sign => sign.Word == Infected && sign.At < point.At.AddDays(-limits.AfterDays));
            (recent, bool adds) = InfectionSigns.TakeIn(recent, point, local);
            bool isInfected = adds && InfectionSigns.SeverityOfAll(recent, local) is not null;
            if (isInfected)
                recent = recent.With(point.At, Infected);
            int words = point.Signs.Count(sign => Words.Contains(sign.Code))
                + (point.Celsius is { } celsius && Threshold.AtLeast(celsius, limits.VeryHighFeverCelsius) ? 1 : 0);
            if (words > 0)
                recent = recent.With(point.At, Unwell, words);
            if ((isInfected || words > 0) && recent.Has(Infected) && recent.Find(sign => sign.Word == Unwell) is { } unwell)
            {
                Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, unwell.Value, Severity.Urgent));
                open = new(
                    trail,
                    MarginPoints: null,
                    Numbers(unwell, recent, limits),
                    "Signs of a spreading infection. Emergency assessment.");
            }
        }

        return before with { Stretch = open, Earlier = recent };
    }

    private static Dictionary<string, double> Numbers(EarlierValue unwell, ImmutableList<EarlierValue> recent, SepsisWordsLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["generalSignsCount"] = unwell.Value,
            ["veryHighFromCelsius"] = limits.VeryHighFeverCelsius,
        };
        if (recent.Find(sign => sign.Word == InfectionSigns.Temperature) is { } fever)
            numbers["temperatureCelsius"] = fever.Value;
        return numbers;
    }
}

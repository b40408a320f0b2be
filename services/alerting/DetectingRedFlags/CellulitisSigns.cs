using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>
/// LYM-020: within 48 hours fever (38.0 Cel or more, or told, or chills) and a local sign: redness or rash, warmth, tenderness or pain,
/// or sudden extra swelling. Urgent. Two local signs without fever: the provider is to be called. Fever alone is no such thing.
/// </summary>
/// <remarks>
/// Source: Lymphoedema Support Network; BLS guideline 2022 via LE&amp;RN. 38.0 is a choice, and so is the window. Never over by time: only
/// a clinician who clears cellulitis or infection ends it, or 48 recorded hours without fever once a clinician has put one of them on
/// record. No contract carries the treatment itself: that it is on record, noted since the signs began or within the window before, stands
/// for it [choice]. An end that names a record ends only what that record may be about. An alert says "possible"; it is no diagnosis. Pure.
/// </remarks>
public static class CellulitisSigns
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-020";

    private const string OnRecord = "on-record";

    /// <summary>Follows one side over points later than those already followed.</summary>
    /// <param name="series">The side and the points to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last point.</returns>
    public static Progress Follow(RedFlagSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        CellulitisSignsLimits limits = rules.CellulitisSigns;
        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> recent = before.Earlier;
        foreach (RedFlagPoint point in series.Points)
        {
            if (point.Said is { } said)
            {
                DateTimeOffset since = recent.Beginning(open, point.At, OnRecord).AddHours(-limits.WindowHours);
                bool isAboutThis = said.MayBeAbout(series.Side, since);
                bool isCleared = isAboutThis && said.EndsOneOf(InfectionSigns.Conditions);
                bool isOnRecord = recent.Exists(sign => sign.Word == OnRecord && sign.At >= since);
                if (isCleared || (isAboutThis && isOnRecord && said.OverOn == "fever-free-48h"))
                {
                    if (open is not null)
                        ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                    // What was there before the end is no sign of what comes after it.
                    recent = isCleared ? [] : recent.FindAll(sign => sign.Word == OnRecord);
                }
                else if (said is { OverOn: null, Record: { } noted }
                    && InfectionSigns.Conditions.Contains(said.Condition)
                    && noted.IsOf(series.Side))
                {
                    recent = recent.With(point.At, OnRecord);
                }

                continue;
            }

            recent = recent.Since(point.At.AddHours(-limits.WindowHours), OnRecord);
            (recent, bool adds) = InfectionSigns.TakeIn(recent, point, limits);
            if (!adds || InfectionSigns.SeverityFor(series.Side, recent, limits) is not { } severity)
                continue;
            int signs = InfectionSigns.CountFor(series.Side, recent) + (InfectionSigns.HasFever(recent) ? 1 : 0);
            Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, signs, severity));
            open = new(trail, MarginPoints: null, Numbers(series.Side, recent, limits), Message(series.Side));
        }

        return before with { Stretch = open, Earlier = recent };
    }

    private static Dictionary<string, double> Numbers(Side? side, ImmutableList<EarlierValue> recent, CellulitisSignsLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["localSignsCount"] = InfectionSigns.CountFor(side, recent),
            ["feverFromCelsius"] = limits.FeverCelsius,
            ["withinHours"] = limits.WindowHours,
        };
        if (recent.Find(sign => sign.Word == InfectionSigns.Temperature) is { } fever)
            numbers["temperatureCelsius"] = fever.Value;
        return numbers;
    }

    private static string Message(Side? side) =>
        $"Possible skin infection in a lymphedema limb{(side is { } told ? $" ({told.ToWire()} side)" : "")}. Contact the provider now; "
        + "emergency care if confused, faint, fast breathing, vomiting or very unwell. No massage until cleared.";
}

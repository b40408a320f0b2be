using System.Collections.Immutable;
using System.Globalization;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// LYM-040: a garment is worn for less than half of the advised time over 7 days in a row, or not at all for 3: to be watched; a call to
/// the provider while a limb is swollen by LYM-001, -002 or -005. Ends at 70 % over 7 days.
/// </summary>
/// <remarks>
/// Source: stopping compression went with regain (Vignes 2007, RR 1.61 and 1.55); limits: choice. Judged only on days told of: a gap in
/// the reports is no lapse. Of two reports of one day the longer time counts. A report that names no garment is of the one in use, and
/// of none when there are several. Pure.
/// </remarks>
public static class CompressionLapse
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-040";

    /// <summary>The rules that say a limb is swollen.</summary>
    public static readonly ImmutableHashSet<string> SwellingRules = ["LYM-001", "LYM-002", "LYM-005"];

    private const string DayFormat = "yyyy-MM-dd";

    /// <inheritdoc cref="SelfMassageUntaught.Follow"/>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        CompressionLapseLimits limits = rules.CompressionLapse;
        Dictionary<AlertKey, Progress> garments = before.ToDictionary(progress => progress.Key);
        foreach (TreatmentPoint point in series.Points)
        {
            bool isSwollen = series.Swollen.Any(time => time.Holds(point.At));
            if (point is FactPoint { Fact: GarmentWornOn worn } && series.Background.GarmentOf(worn) is { } garment)
            {
                AlertKey key = TreatmentWords.KeyOf(Id, garment.Origin);
                Progress known = garments.GetValueOrDefault(key) ?? Progress.None(key);
                garments[key] = Wear(known, worn, garment, point, isSwollen, limits, ended);
            }
            else if (point is LimbPoint && isSwollen)
            {
                foreach (Progress lapsed in garments.Values.Where(progress => progress.Stretch is not null).ToList())
                    garments[lapsed.Key] = lapsed with { Stretch = Raise(lapsed.Stretch!, point) };
            }
        }

        return [.. garments.Values];
    }

    private static Progress Wear(
        Progress known,
        GarmentWornOn worn,
        GarmentGiven garment,
        TreatmentPoint point,
        bool isSwollen,
        CompressionLapseLimits limits,
        ICollection<Episode> ended)
    {
        ImmutableList<EarlierValue> told = Remember(known.Earlier, worn, garment, limits);
        List<WornDay> days = [.. told.Select(DayOf)];
        double? percent = CompressionAdherence.Percent(days, limits.WindowDays);
        bool isAtZero = CompressionAdherence.IsAtZero(days, limits.ZeroDays);
        OpenStretch? open = known.Stretch;
        if (isAtZero || (percent is { } low && Threshold.Below(low, limits.TriggerPercent)))
        {
            Severity severity = isSwollen ? Severity.CallProvider : Severity.Watch;
            double missedPercent = 100 - (percent ?? 0);
            Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, missedPercent, severity));
            open = new(trail, MarginPoints: null, Numbers(garment, percent, limits), Message(garment, percent, isAtZero, limits));
        }
        else if (open is not null && percent is { } now && Threshold.AtLeast(now, limits.ClearPercent))
        {
            ended.Add(open.ToEpisode(known.Key, new Ending(point.At, point.FactId)));
            open = null;
        }

        return known with { Stretch = open, Earlier = told };
    }

    // The reading that shows the swelling is what makes a known lapse a matter for the provider.
    private static OpenStretch Raise(OpenStretch lapse, TreatmentPoint point) => lapse.Trail.Severity >= Severity.CallProvider
        ? lapse
        : lapse with
        {
            Trail = lapse.Trail.With(new(point.FactId, point.Seq, point.At, lapse.Trail.Last.Value, Severity.CallProvider)),
        };

    // Days that no window can reach back to any more go; the advised hours go with their day, they may change.
    private static ImmutableList<EarlierValue> Remember(
        ImmutableList<EarlierValue> told, GarmentWornOn worn, GarmentGiven garment, CompressionLapseLimits limits)
    {
        string word = string.Create(
            CultureInfo.InvariantCulture, $"{worn.Day.ToString(DayFormat, CultureInfo.InvariantCulture)} {garment.HoursPerDay:R}");
        EarlierValue? same = told.Find(value => DayOf(value).Day == worn.Day);
        if (same is not null && same.Value >= worn.Hours)
            return told;
        ImmutableList<EarlierValue> all = (same is null ? told : told.Remove(same)).Add(new(worn.On, worn.Hours, Word: word));
        int keep = Math.Max(limits.WindowDays, limits.ZeroDays);
        return [.. all.OrderBy(value => DayOf(value).Day).Skip(Math.Max(0, all.Count - keep))];
    }

    private static WornDay DayOf(EarlierValue value)
    {
        string[] words = value.Word!.Split(' ');
        return new(
            DateOnly.ParseExact(words[0], DayFormat, CultureInfo.InvariantCulture),
            value.Value,
            double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, double> Numbers(GarmentGiven garment, double? percent, CompressionLapseLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["advisedHoursPerDay"] = garment.HoursPerDay,
            ["thresholdPercent"] = limits.TriggerPercent,
            ["clearFromPercent"] = limits.ClearPercent,
        };
        if (percent is { } worn)
            numbers["wornPercent"] = worn;
        return numbers;
    }

    private static string Message(GarmentGiven garment, double? percent, bool isAtZero, CompressionLapseLimits limits)
    {
        string which = garment.Side is { } side ? $"Garment ({side.ToWire()} {garment.Kind})" : $"Garment ({garment.Kind})";
        string what = isAtZero || percent is null
            ? $"not worn for {limits.ZeroDays} days in a row"
            : $"worn {Math.Round((decimal)percent.Value, MidpointRounding.AwayFromZero):0} % of the advised time this week";
        return $"{which} {what}. Ask what gets in the way.";
    }
}

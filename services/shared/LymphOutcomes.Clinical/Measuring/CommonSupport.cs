using System.Diagnostics.CodeAnalysis;

namespace LymphOutcomes.Clinical;

/// <summary>
/// Volumes that may be compared: computed on the same stations of every limb and sitting, or not at all. A limb
/// measured two stations further up is not a swollen limb.
/// </summary>
/// <remarks>
/// Source: domain sheet 1.2, common-support rule [choice]; the 12 cm limit rests on leg volumes from 8 and 12 cm steps
/// against 4 cm steps (Lymphat Res Biol 2022, doi:10.1089/lrb.2022.0032).
/// </remarks>
public static class CommonSupport
{
    /// <summary>Fewest common stations.</summary>
    public const int StationsMin = 4;

    /// <summary>Least share of the first reading's span that the common stations cover.</summary>
    public const double SpanShareMin = 0.70;

    /// <summary>Widest gap between neighbouring common stations, in cm.</summary>
    public const double GapMaxCm = 12;

    /// <summary>The volumes of these readings in mL, in their order, on the stations they all have.</summary>
    /// <param name="readings">
    /// At least one. The first is the baseline reading of the affected limb: its span is the measure, and its positions
    /// stand for all where they differ below 0.01 cm.
    /// </param>
    /// <param name="volumesMl">One volume for each reading.</param>
    /// <param name="refusal">
    /// Why they cannot be compared: <c>kinds-differ</c>, <c>station-meaning-differs</c>,
    /// <c>too-few-common-stations</c>, <c>common-span-too-short</c> or <c>gap-too-wide</c>.
    /// </param>
    public static bool TryVolumesMl(
        IReadOnlyList<LimbReading> readings,
        [NotNullWhen(true)] out IReadOnlyList<double>? volumesMl,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentOutOfRangeException.ThrowIfZero(readings.Count, nameof(readings));
        volumesMl = null;
        refusal = null;
        if (readings.All(reading => reading is LimbReading.Direct))
        {
            volumesMl = [.. readings.Select(LimbVolume.Ml)];
            return true;
        }

        if (readings.Any(reading => reading is LimbReading.Direct))
        {
            refusal = new("kinds-differ", "Girths and a volume read directly cannot be compared.");
            return false;
        }

        LimbReading.Girths[] girths = [.. readings.Cast<LimbReading.Girths>()];
        if (girths.Any(reading => reading.Meaning != girths[0].Meaning))
        {
            refusal = new("station-meaning-differs", "Girths at slice edges and at slice middles cannot be compared.");
            return false;
        }

        Station[] common = CommonStations(girths);
        refusal = WhyNot(common, girths[0].SpanCm);
        if (refusal is null)
            volumesMl = [.. girths.Select(reading => VolumeMl(reading, common))];
        return refusal is null;
    }

    private static Station[] CommonStations(LimbReading.Girths[] girths)
    {
        IEnumerable<int> places = girths[0].Stations.Select(station => station.Place);
        HashSet<int> shared = [.. places];
        foreach (LimbReading.Girths reading in girths.Skip(1))
            shared.IntersectWith(reading.Stations.Select(station => station.Place));
        return [.. girths[0].Stations.Where(station => shared.Contains(station.Place))];
    }

    private static Refusal? WhyNot(Station[] common, double baselineSpanCm)
    {
        if (common.Length < StationsMin)
            return new("too-few-common-stations", $"{common.Length} common stations; at least {StationsMin} needed.");

        double spanCm = common[^1].PositionCm - common[0].PositionCm;
        if (Threshold.Below(spanCm, SpanShareMin * baselineSpanCm))
        {
            return new(
                "common-span-too-short",
                $"Common stations span {spanCm:0.##} cm of the baseline's {baselineSpanCm:0.##} cm; 70 % is needed.");
        }

        double gapCm = common.Zip(common.Skip(1), (low, high) => high.PositionCm - low.PositionCm).Max();
        return Threshold.Above(gapCm, GapMaxCm)
            ? new("gap-too-wide", $"A gap of {gapCm:0.##} cm between common stations; at most {GapMaxCm} cm.")
            : null;
    }

    private static double VolumeMl(LimbReading.Girths reading, Station[] common)
    {
        Dictionary<int, double> girthCmAt =
            reading.Stations.ToDictionary(station => station.Place, station => station.GirthCm);
        Station[] onCommon = [.. common.Select(station => station with { GirthCm = girthCmAt[station.Place] })];
        return reading.Meaning == StationMeaning.Edge ? LimbVolume.FrustaMl(onCommon) : LimbVolume.DiscsMl(onCommon);
    }
}

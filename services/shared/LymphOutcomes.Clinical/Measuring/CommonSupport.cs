using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

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
        double[] volumes = new double[readings.Count];
        int direct = 0;
        foreach (LimbReading reading in readings)
        {
            if (reading is LimbReading.Direct volume)
                volumes[direct++] = volume.VolumeMl;
        }

        if (direct == readings.Count)
        {
            volumesMl = volumes;
            return true;
        }

        if (direct > 0)
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

        List<Common> common = CommonStations(girths);
        refusal = WhyNot(common, girths[0].SpanCm);
        if (refusal is not null)
            return false;
        Station[] stations = new Station[common.Count];
        for (int reading = 0; reading < girths.Length; reading++)
        {
            for (int i = 0; i < stations.Length; i++)
                stations[i] = new(common[i].PositionCm, girths[reading].Stations[common[i].Of[reading]].GirthCm);
            volumes[reading] = girths[0].Meaning == StationMeaning.Edge ? LimbVolume.FrustaMl(stations) : LimbVolume.DiscsMl(stations);
        }

        volumesMl = volumes;
        return true;
    }

    // Stations are in order of their places, so that one look along each reading finds them all.
    private static List<Common> CommonStations(LimbReading.Girths[] girths)
    {
        List<Common> common = new(girths[0].Stations.Count);
        int[] next = new int[girths.Length];
        foreach (Station station in girths[0].Stations)
        {
            bool isShared = true;
            for (int reading = 0; reading < girths.Length; reading++)
            {
                IReadOnlyList<Station> stations = girths[reading].Stations;
                while (next[reading] < stations.Count && stations[next[reading]].Place < station.Place)
                    next[reading]++;
                isShared &= next[reading] < stations.Count && stations[next[reading]].Place == station.Place;
            }

            if (isShared)
                common.Add(new(station.PositionCm, [.. next]));
        }

        return common;
    }

    private static Refusal? WhyNot(List<Common> common, double baselineSpanCm)
    {
        if (common.Count < StationsMin)
            return new("too-few-common-stations", $"{common.Count} common stations; at least {StationsMin} needed.");

        double spanCm = common[^1].PositionCm - common[0].PositionCm;
        if (Threshold.Below(spanCm, SpanShareMin * baselineSpanCm))
        {
            return new(
                "common-span-too-short",
                $"Common stations span {spanCm:0.##} cm of the baseline's {baselineSpanCm:0.##} cm; 70 % is needed.");
        }

        double gapCm = 0;
        for (int i = 1; i < common.Count; i++)
            gapCm = Math.Max(gapCm, common[i].PositionCm - common[i - 1].PositionCm);
        return Threshold.Above(gapCm, GapMaxCm)
            ? new("gap-too-wide", $"A gap of {gapCm:0.##} cm between common stations; at most {GapMaxCm} cm.")
            : null;
    }

    /// <summary>A station that all readings have.</summary>
    /// <param name="PositionCm">Where the first of them has it.</param>
    /// <param name="Of">Which station of each reading it is.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Common(double PositionCm, int[] Of);
}

using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>Which unit was written for which: limbs do not become 2.54 or 10 times as wide from one visit to the next.</summary>
[JsonConverter(typeof(WireTextConverter<UnitSlip>))]
public enum UnitSlip
{
    /// <summary>Girths shrank to 1/2.54: they are inches.</summary>
    [JsonStringEnumMemberName("inches labelled cm")]
    InchesLabelledCm,

    /// <summary>Girths grew by 2.54: they were cm before they were taken for inches.</summary>
    [JsonStringEnumMemberName("cm labelled inches")]
    CmLabelledInches,

    /// <summary>Girths grew tenfold: they are mm.</summary>
    [JsonStringEnumMemberName("mm labelled cm")]
    MmLabelledCm,

    /// <summary>Girths shrank to a tenth: they were cm before they were taken for mm.</summary>
    [JsonStringEnumMemberName("cm labelled mm")]
    CmLabelledMm,
}

/// <summary>Tells girths in a wrong unit by how they stand to the girths of the sitting before. Nothing is corrected.</summary>
public static class UnitMixUp
{
    /// <summary>How near to a factor between units the median ratio is suspect: 5 % [choice].</summary>
    public const double Nearness = 0.05;

    private static readonly (double Factor, UnitSlip Slip)[] Factors =
    [
        (1 / Girth.CmPerInch, UnitSlip.InchesLabelledCm),
        (Girth.CmPerInch, UnitSlip.CmLabelledInches),
        (10, UnitSlip.MmLabelledCm),
        (0.1, UnitSlip.CmLabelledMm),
    ];

    /// <summary>The median of new girth / earlier girth over the stations both sittings have; of an even count the mean of the middle
    /// two. Null when they share no station.</summary>
    /// <param name="limbs">Each limb's earlier and new reading; volumes and single readings are passed over.</param>
    /// <remarks>Source: domain sheet 4.6, units [choice].</remarks>
    public static double? MedianGirthRatio(IEnumerable<(LimbReading? Before, LimbReading? Now)> limbs)
    {
        ArgumentNullException.ThrowIfNull(limbs);
        List<double> ratios = [];
        foreach ((LimbReading? before, LimbReading? now) in limbs)
        {
            if (before is not LimbReading.Girths earlier || now is not LimbReading.Girths later)
                continue;
            foreach ((Station one, Station other) in SharedStations.Of(earlier, later))
                ratios.Add(other.GirthCm / one.GirthCm);
        }

        ratios.Sort();
        int middle = ratios.Count / 2;
        return ratios.Count switch
        {
            0 => null,
            var count when count % 2 == 1 => ratios[middle],
            _ => (ratios[middle - 1] + ratios[middle]) / 2,
        };
    }

    /// <summary>The mix-up a median ratio speaks for: within 5 % of 1/2.54, 2.54, 10 or 0.1. Null when of none.</summary>
    /// <param name="medianRatio">As <see cref="MedianGirthRatio"/> gives it.</param>
    /// <remarks>Source: domain sheet 4.6, units [choice].</remarks>
    public static UnitSlip? Of(double medianRatio)
    {
        foreach ((double factor, UnitSlip slip) in Factors)
        {
            if (Threshold.AtMost(Math.Abs((medianRatio / factor) - 1), Nearness))
                return slip;
        }

        return null;
    }
}

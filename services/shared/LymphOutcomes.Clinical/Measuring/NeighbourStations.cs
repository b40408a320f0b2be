namespace LymphOutcomes.Clinical;

/// <summary>Girths of neighbouring stations: a limb does not become a third wider within 4 cm, a slip of the pen does.</summary>
public static class NeighbourStations
{
    /// <summary>Neighbours differ by more than this share of the smaller: 35 % [choice].</summary>
    public const double DifferMax = 0.35;

    /// <summary>Only stations as near as this are neighbours, cm [choice].</summary>
    public const double ApartMaxCm = 4;

    /// <summary>The largest difference between neighbours up to 4 cm apart, as a share of the smaller girth: 0.35 is 35 %.</summary>
    /// <param name="reading">A reading; a volume has no stations.</param>
    /// <returns>Null when it has no such neighbours.</returns>
    /// <remarks>Source: domain sheet 4.6, plausible ranges [choice].</remarks>
    public static double? LargestDifference(LimbReading? reading) => reading is LimbReading.Girths girths
        ? girths.Stations.Zip(girths.Stations.Skip(1))
            .Where(pair => Threshold.AtMost(pair.Second.PositionCm - pair.First.PositionCm, ApartMaxCm))
            .Max(pair => (double?)(
                (Math.Max(pair.First.GirthCm, pair.Second.GirthCm) / Math.Min(pair.First.GirthCm, pair.Second.GirthCm)) - 1))
        : null;
}

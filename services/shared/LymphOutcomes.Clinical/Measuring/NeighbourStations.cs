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
    public static double? LargestDifference(LimbReading? reading)
    {
        if (reading is not LimbReading.Girths { Stations: var stations })
            return null;
        double? largest = null;
        for (int i = 1; i < stations.Count; i++)
        {
            (Station low, Station high) = (stations[i - 1], stations[i]);
            if (!Threshold.AtMost(high.PositionCm - low.PositionCm, ApartMaxCm))
                continue;
            double share = (Math.Max(low.GirthCm, high.GirthCm) / Math.Min(low.GirthCm, high.GirthCm)) - 1;
            if (largest is null || share > largest)
                largest = share;
        }

        return largest;
    }
}

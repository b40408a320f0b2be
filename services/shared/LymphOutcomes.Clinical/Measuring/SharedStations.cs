namespace LymphOutcomes.Clinical;

/// <summary>The stations that two readings of a limb have both.</summary>
internal static class SharedStations
{
    /// <summary>Each of them as the one and as the other has it, in order of position.</summary>
    public static IEnumerable<(Station One, Station Other)> Of(LimbReading.Girths one, LimbReading.Girths other)
    {
        // Both are in order of their places, so that one look along them finds all.
        int next = 0;
        foreach (Station station in other.Stations)
        {
            while (next < one.Stations.Count && one.Stations[next].Place < station.Place)
                next++;
            if (next < one.Stations.Count && one.Stations[next].Place == station.Place)
                yield return (one.Stations[next], station);
        }
    }
}

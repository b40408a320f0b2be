namespace LymphOutcomes.Clinical;

/// <summary>Tells one reading that came twice, by two ways or typed twice, from two readings.</summary>
public static class NearDuplicate
{
    /// <summary>Volumes as near as this are one: 1 mL [choice].</summary>
    public const double VolumeMl = 1;

    /// <summary>Girths as near as this are one: 0.1 cm [choice].</summary>
    public const double GirthCm = 0.1;

    /// <summary>
    /// True when two readings of a limb say the same: volumes within 1 mL, or the same stations with every girth within 0.1 cm. A limb
    /// read in neither says the same; one read in only one of them does not.
    /// </summary>
    /// <param name="one">A reading; null when the limb was not read.</param>
    /// <param name="other">Another, by a comparable protocol.</param>
    /// <remarks>Source: domain sheet 4.3 [choice].</remarks>
    public static bool SaysTheSame(LimbReading? one, LimbReading? other) => (one, other) switch
    {
        (null, null) => true,
        (LimbReading.Direct a, LimbReading.Direct b) => VolumesAreNear(a, b),
        (LimbReading.Girths a, LimbReading.Girths b) => a.Meaning == b.Meaning && (VolumesAreNear(a, b) || GirthsAreNear(a, b)),
        _ => false,
    };

    private static bool VolumesAreNear(LimbReading a, LimbReading b) =>
        Threshold.AtMost(Math.Abs(LimbVolume.Ml(a) - LimbVolume.Ml(b)), VolumeMl);

    private static bool GirthsAreNear(LimbReading.Girths a, LimbReading.Girths b) =>
        a.Stations.Count == b.Stations.Count
        && a.Stations.Zip(b.Stations).All(pair =>
            pair.First.Place == pair.Second.Place
            && Threshold.AtMost(Math.Abs(pair.First.GirthCm - pair.Second.GirthCm), GirthCm));
}

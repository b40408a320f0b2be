namespace LymphOutcomes.Clinical;

/// <summary>How much wider one reading of a limb is than another at the station where it differs most.</summary>
/// <remarks>
/// Source of its use: 2 cm at any point is one of the classic signs of lymphedema (Stanton 2000; Br J Cancer 2018,
/// s41416-018-0306-4). Below 1 cm it is noise [choice].
/// </remarks>
/// <param name="PositionCm">Where, cm from the landmark.</param>
/// <param name="WiderCm">How much wider, cm; negative when narrower everywhere.</param>
public sealed record GirthDifference(double PositionCm, double WiderCm)
{
    /// <summary>The greatest difference over the stations both have; of equals the lowest station.</summary>
    /// <param name="than">What it is compared with: an earlier reading, or the other limb.</param>
    /// <param name="reading">The reading in question.</param>
    /// <returns>Null when one is no tape reading, the stations mean something else, or none is the same place.</returns>
    public static GirthDifference? Greatest(LimbReading than, LimbReading reading)
    {
        if (than is not LimbReading.Girths narrow || reading is not LimbReading.Girths wide || narrow.Meaning != wide.Meaning)
            return null;

        GirthDifference? greatest = null;
        foreach ((Station one, Station other) in SharedStations.Of(narrow, wide))
        {
            double wider = other.GirthCm - one.GirthCm;
            if (greatest is null || wider > greatest.WiderCm)
                greatest = new(other.PositionCm, wider);
        }

        return greatest;
    }
}

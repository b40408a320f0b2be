namespace LymphOutcomes.Clinical;

/// <summary>
/// Volume of a limb from girths: a stack of truncated cones, or of discs. 1 cm^3 is 1 mL; nothing is rounded.
/// </summary>
/// <remarks>Hand and foot lie outside both models (domain sheet 1.1).</remarks>
public static class LimbVolume
{
    /// <summary>Volume in mL of any reading, by what its girths mean; a direct volume as it was read.</summary>
    public static double Ml(LimbReading reading) => reading switch
    {
        LimbReading.Direct direct => direct.VolumeMl,
        LimbReading.Girths { Meaning: StationMeaning.Edge } girths => FrustaMl(girths.Stations),
        LimbReading.Girths girths => DiscsMl(girths.Stations),
        _ => throw new ArgumentNullException(nameof(reading)),
    };

    /// <summary>One truncated cone (frustum) in mL: <c>h * (C1^2 + C1*C2 + C2^2) / (12*pi)</c>.</summary>
    /// <param name="girth1Cm">Girth at one end, C1.</param>
    /// <param name="girth2Cm">Girth at the other end, C2.</param>
    /// <param name="heightCm">Distance between them, h.</param>
    /// <remarks>
    /// Source: medicalalgorithms.com, "series of truncated cones"; Gohil 2018, Indian J Vasc Endovasc Surg 5:259.
    /// Takes each cross-section as a circle and each slice as straight.
    /// </remarks>
    public static double FrustumMl(double girth1Cm, double girth2Cm, double heightCm) =>
        heightCm * ((girth1Cm * girth1Cm) + (girth1Cm * girth2Cm) + (girth2Cm * girth2Cm)) / (12 * Math.PI);

    /// <summary>One disc in mL: <c>C^2 * h / (4*pi)</c>; with h = 4 cm this is C^2 / pi.</summary>
    /// <param name="girthCm">Girth at the middle of the slice, C.</param>
    /// <param name="heightCm">Height of the slice, h.</param>
    /// <remarks>Source: Royal Marsden Manual c27-fea-0059.</remarks>
    public static double DiscMl(double girthCm, double heightCm) => girthCm * girthCm * heightCm / (4 * Math.PI);

    /// <summary>Sum of the truncated cones between neighbours, from the first station to the last, in mL.</summary>
    /// <param name="ordered">At least 2, ordered by position.</param>
    internal static double FrustaMl(IReadOnlyList<Station> ordered)
    {
        double sumMl = 0;
        for (int i = 1; i < ordered.Count; i++)
        {
            double heightCm = ordered[i].PositionCm - ordered[i - 1].PositionCm;
            sumMl += FrustumMl(ordered[i - 1].GirthCm, ordered[i].GirthCm, heightCm);
        }

        return sumMl;
    }

    /// <summary>
    /// Sum of the discs in mL. A slice reaches half-way to each neighbour; an end slice is as tall as the gap to its
    /// one neighbour, so it reaches as far out as in. With equal steps every slice is one step tall.
    /// </summary>
    /// <param name="ordered">At least 2, ordered by position.</param>
    internal static double DiscsMl(IReadOnlyList<Station> ordered)
    {
        double sumMl = 0;
        for (int i = 0; i < ordered.Count; i++)
        {
            double belowCm = i > 0 ? ordered[i].PositionCm - ordered[i - 1].PositionCm : double.NaN;
            double aboveCm = i < ordered.Count - 1 ? ordered[i + 1].PositionCm - ordered[i].PositionCm : belowCm;
            sumMl += DiscMl(ordered[i].GirthCm, i == 0 ? aboveCm : (belowCm + aboveCm) / 2);
        }

        return sumMl;
    }
}

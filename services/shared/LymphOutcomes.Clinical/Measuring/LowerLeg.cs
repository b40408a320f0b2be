namespace LymphOutcomes.Clinical;

/// <summary>Tells which stations of a leg are below the knee, as far as the name of position 0 tells it.</summary>
public static class LowerLeg
{
    private static readonly string[] Ankle = ["malleol", "ankle", "heel", "calcane", "sole", "floor"];
    private static readonly string[] Knee = ["knee", "patella", "poplite", "tibial-tub"];

    /// <summary>The highest position that is still below the knee, cm from position 0.</summary>
    /// <param name="zeroLandmark">Body landmark of position 0 as the hospital names it; null when it was not said.</param>
    /// <param name="kneeAboveAnkleCm">How far above the ankle the knee is, cm.</param>
    /// <remarks>
    /// Source: domain sheet 1.1: legs are measured from the ankle up, so a reading that does not say where it began is taken to
    /// begin there [choice]; from the heel or the floor it is a few centimetres less, which is not made up for. From the knee
    /// everything under position 0 is below it. Any other name says nothing of where the knee is, and then every station may be of
    /// the lower leg, <see cref="LimbReading.ReachCm"/>: to miss a calf would be worse than to look at a thigh [choice].
    /// </remarks>
    public static double EndsAtCm(string? zeroLandmark, double kneeAboveAnkleCm)
    {
        if (zeroLandmark is null || Names(zeroLandmark, Ankle))
            return kneeAboveAnkleCm;
        return Names(zeroLandmark, Knee) ? 0 : LimbReading.ReachCm;
    }

    private static bool Names(string landmark, string[] words) =>
        Array.Exists(words, word => landmark.Contains(word, StringComparison.OrdinalIgnoreCase));
}

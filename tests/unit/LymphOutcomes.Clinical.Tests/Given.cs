namespace LymphOutcomes.Clinical.Tests;

/// <summary>Readings for tests, made through the same door as in a service.</summary>
internal static class Given
{
    public static LimbReading Edges(params Station[] stations) => Girths(StationMeaning.Edge, stations);

    public static LimbReading Middles(params Station[] stations) => Girths(StationMeaning.Middle, stations);

    /// <summary>Girths at equal steps from position <paramref name="fromCm"/>.</summary>
    public static Station[] Steps(double stepCm, IEnumerable<double> girthsCm, double fromCm = 0) =>
        [.. girthsCm.Select((girthCm, i) => new Station(fromCm + (i * stepCm), girthCm))];

    public static LimbReading Volume(double ml) =>
        LimbReading.TryOfVolume(ml, out LimbReading? reading, out Refusal? refusal)
            ? reading
            : throw new ArgumentException(refusal.Words, nameof(ml));

    public static SwellingIndex Change(
        Sitting baseline, Sitting now, bool bothLimbsAtRisk = false, Weights? weights = null) =>
        SwellingIndex.TryChange(baseline, now, bothLimbsAtRisk, weights, out SwellingIndex? index, out Refusal? refusal)
            ? index
            : throw new ArgumentException(refusal.Words, nameof(now));

    private static LimbReading Girths(StationMeaning meaning, Station[] stations) =>
        LimbReading.TryOfGirths(meaning, stations, out LimbReading? reading, out Refusal? refusal)
            ? reading
            : throw new ArgumentException(refusal.Words, nameof(stations));
}

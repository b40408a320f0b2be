using System.Globalization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// On what a limb was measured, in one word: the response to treatment compares sizes only where these may be the same. Kept as text,
/// because it is remembered beside a size.
/// </summary>
public static class MeasuringBasis
{
    private const char Separator = '|';

    /// <summary>The word for a reading.</summary>
    /// <param name="method">How it was measured.</param>
    /// <param name="reading">Its stations are part of the word.</param>
    /// <param name="protocolId">The clinic's protocol; null when not said.</param>
    /// <param name="zeroLandmark">Where position 0 is; null when not said.</param>
    public static string Of(MeasuringMethod method, LimbReading reading, string? protocolId, string? zeroLandmark) =>
        string.Join(Separator, method.ToWire(), StationsOf(reading), WordOf(protocolId), WordOf(zeroLandmark));

    /// <summary>
    /// True when both were measured by the same method on the same stations, and nothing said of the protocol differs.
    /// </summary>
    public static bool AreComparable(string basis, string other)
    {
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(other);
        string[] one = basis.Split(Separator);
        string[] two = other.Split(Separator);
        return one[0] == two[0] && one[1] == two[1] && MayBeSame(one[2], two[2]) && MayBeSame(one[3], two[3]);
    }

    private static bool MayBeSame(string one, string other) => one.Length == 0 || other.Length == 0 || one == other;

    private static string StationsOf(LimbReading reading) => reading is LimbReading.Girths girths
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{girths.Stations.Count}/{girths.Stations[0].PositionCm:0.##}/{girths.Stations[^1].PositionCm:0.##}")
        : "";

    private static string WordOf(string? said) => (said ?? "").Replace(Separator, '/');
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// What was read on one limb in one sitting: girths at stations, or a volume from a device. Checked once, when it is
/// made; everything after trusts it. Compares by value and survives JSON (as the type <see cref="LimbReading"/>).
/// </summary>
[JsonConverter(typeof(LimbReadingConverter))]
public abstract record LimbReading
{
    /// <summary>Fewest stations that have a volume.</summary>
    public const int StationsMin = 2;

    /// <summary>Most stations taken: a leg every 2.5 cm, and a bound for every loop over them [choice].</summary>
    public const int StationsMax = 60;

    /// <summary>No limb is longer, in cm either way from its landmark [choice].</summary>
    public const double ReachCm = 200;

    private LimbReading()
    {
    }

    /// <summary>Makes a reading of girths, in any order.</summary>
    /// <param name="meaning">What each girth stands for.</param>
    /// <param name="stations">2 to 60, each place once (to 0.01 cm), each girth above 0 and no wider than the widest
    /// leg.</param>
    /// <param name="reading">The reading, its stations ordered by position.</param>
    /// <param name="refusal">
    /// Why not: <c>too-few-stations</c>, <c>too-many-stations</c>, <c>impossible-position</c>, <c>impossible-girth</c>,
    /// <c>station-twice</c>.
    /// </param>
    /// <remarks>Wider than a site's <see cref="PhysicalRange"/>, which only who knows the site can ask.</remarks>
    public static bool TryOfGirths(
        StationMeaning meaning,
        IReadOnlyCollection<Station> stations,
        [NotNullWhen(true)] out LimbReading? reading,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(stations);
        refusal = WhyNot(stations);
        reading = refusal is null ? new Girths(meaning, [.. stations.OrderBy(station => station.PositionCm)]) : null;
        return refusal is null;
    }

    /// <summary>Makes a reading of a volume in mL, as a perometer, a scan or water displacement gives it.</summary>
    /// <param name="volumeMl">Above 0 and at most the largest leg.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="refusal">Why not: <c>impossible-volume</c>.</param>
    public static bool TryOfVolume(
        double volumeMl, [NotNullWhen(true)] out LimbReading? reading, [NotNullWhen(false)] out Refusal? refusal)
    {
        double greatest = PhysicalRange.VolumeMl(LimbSite.Leg).Greatest;
        bool possible = volumeMl > 0 && volumeMl <= greatest;
        reading = possible ? new Direct(volumeMl) : null;
        refusal = possible
            ? null
            : new("impossible-volume", $"{volumeMl} mL is not above 0 and at most {greatest} mL.");
        return possible;
    }

    /// <summary>Makes a reading of what a hospital sent: a volume, or else girths in a unit of its own.</summary>
    /// <param name="volumeMl">Volume in mL; null when girths were sent.</param>
    /// <param name="stations">The girths, in <paramref name="girthUnit"/>; not looked at beside a volume.</param>
    /// <param name="girthUnit">As <see cref="Girth.TryToCm"/> takes it.</param>
    /// <param name="meaning">A word of <see cref="StationMeaning"/>; null = slice edges.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="refusal">
    /// Why not: as for <see cref="TryOfVolume"/> and <see cref="TryOfGirths"/>, or <c>unknown-unit</c>, <c>unknown-station-meaning</c>.
    /// </param>
    public static bool TryOfSent(
        double? volumeMl,
        IEnumerable<Station> stations,
        string? girthUnit,
        string? meaning,
        [NotNullWhen(true)] out LimbReading? reading,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(stations);
        if (volumeMl is { } ml)
            return TryOfVolume(ml, out reading, out refusal);
        reading = null;
        List<Station> inCm = [];
        foreach (Station station in stations)
        {
            if (!Girth.TryToCm(station.GirthCm, girthUnit, out double cm))
            {
                refusal = new("unknown-unit", $"Girth unit '{girthUnit}' is not known.");
                return false;
            }

            inCm.Add(station with { GirthCm = cm });
        }

        StationMeaning means = StationMeaning.Edge;
        if (meaning is not null && !WireText.TryParse(meaning, out means))
        {
            refusal = new(
                "unknown-station-meaning", $"'{meaning}' is not one of {string.Join(", ", WireText.All<StationMeaning>())}.");
            return false;
        }

        return TryOfGirths(means, inCm, out reading, out refusal);
    }

    private static Refusal? WhyNot(IReadOnlyCollection<Station> stations)
    {
        if (stations.Count < StationsMin)
            return new("too-few-stations", $"{stations.Count} stations; a volume needs at least {StationsMin}.");
        if (stations.Count > StationsMax)
            return new("too-many-stations", $"{stations.Count} stations; at most {StationsMax} are taken.");

        double widestCm = PhysicalRange.GirthCm(LimbSite.Leg).Greatest;
        HashSet<int> places = [];
        foreach (Station station in stations)
        {
            // Written so that NaN fails: every comparison with it is false.
            if (!(Math.Abs(station.PositionCm) <= ReachCm))
                return new("impossible-position", $"A station at {station.PositionCm} cm; limbs reach {ReachCm} cm.");
            if (!(station.GirthCm > 0 && station.GirthCm <= widestCm))
                return new("impossible-girth", $"{station.GirthCm} cm is not above 0 and at most {widestCm} cm.");
            if (!places.Add(station.Place))
                return new("station-twice", $"The station at {station.PositionCm} cm was given twice.");
        }

        return null;
    }

    /// <summary>Girths at stations.</summary>
    public sealed record Girths : LimbReading
    {
        internal Girths(StationMeaning meaning, Station[] ordered)
        {
            Meaning = meaning;
            Stations = Array.AsReadOnly(ordered);
        }

        /// <summary>What each girth stands for.</summary>
        public StationMeaning Meaning { get; }

        /// <summary>At least 2, ordered by position, each place once.</summary>
        public IReadOnlyList<Station> Stations { get; }

        /// <summary>Distance from the first station to the last, in cm; above 0.</summary>
        public double SpanCm => Stations[^1].PositionCm - Stations[0].PositionCm;

        /// <summary>Same meaning and the same stations.</summary>
        public bool Equals(Girths? other) =>
            other is not null && Meaning == other.Meaning && Stations.SequenceEqual(other.Stations);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.Add(Meaning);
            foreach (Station station in Stations)
                hash.Add(station);
            return hash.ToHashCode();
        }
    }

    /// <summary>A volume read directly.</summary>
    public sealed record Direct : LimbReading
    {
        internal Direct(double volumeMl) => VolumeMl = volumeMl;

        /// <summary>Volume in mL, above 0.</summary>
        public double VolumeMl { get; }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// A reading as JSON, short because snapshots hold many: <c>{"meaning":"edge","girths":[[0,16],[4,17.2]]}</c>, each
/// pair position and girth in cm, or <c>{"volumeMl":2000}</c>.
/// </summary>
/// <remarks>
/// Reads through the same checks as everything else, so a reading from a file can be trusted like any other.
/// </remarks>
public sealed class LimbReadingConverter : JsonConverter<LimbReading>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The text is no reading, or one that cannot be.</exception>
    public override LimbReading Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Written? written = JsonSerializer.Deserialize<Written>(ref reader, Plain);
        LimbReading? reading = null;
        Refusal? refusal = null;
        switch (written)
        {
            case { VolumeMl: { } volumeMl, Girths: null }:
                LimbReading.TryOfVolume(volumeMl, out reading, out refusal);
                break;
            case { Meaning: { } meaning, Girths: { } girths, VolumeMl: null }
                when girths.All(pair => pair is { Length: 2 }):
                Station[] stations = [.. girths.Select(pair => new Station(pair[0], pair[1]))];
                LimbReading.TryOfGirths(meaning, stations, out reading, out refusal);
                break;
        }

        return reading ?? throw new JsonException(refusal?.Words ?? "Neither girths with a meaning nor a volume.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LimbReading value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            value switch
            {
                LimbReading.Girths girths => new Written(
                    girths.Meaning,
                    [.. girths.Stations.Select(station => new[] { station.PositionCm, station.GirthCm })]),
                LimbReading.Direct direct => new Written(VolumeMl: direct.VolumeMl),
                _ => throw new InvalidOperationException("A reading is girths or a volume."),
            },
            Plain);

    // Own options: the shape of a snapshot must not change with the options of whoever holds a reading in it.
    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private sealed record Written(StationMeaning? Meaning = null, double[][]? Girths = null, double? VolumeMl = null);
}

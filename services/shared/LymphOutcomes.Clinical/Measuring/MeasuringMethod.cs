using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// How a limb was measured. Methods are not interchangeable; a change of method starts a new segment of the series.
/// </summary>
/// <remarks>
/// Source: domain sheet 1.1 and 1.8. Landmark tape under-read the upper arm by 207 mL and over-read the forearm by
/// 170 mL against perometry (Sun 2018, Breast Cancer Res Treat 172:83).
/// </remarks>
[JsonConverter(typeof(WireTextConverter<MeasuringMethod>))]
public enum MeasuringMethod
{
    /// <summary>Tape at fixed steps from a zero landmark.</summary>
    [JsonStringEnumMemberName("tape-fixed")]
    TapeFixed,

    /// <summary>Tape at anatomical points.</summary>
    [JsonStringEnumMemberName("tape-landmark")]
    TapeLandmark,

    /// <summary>Infrared frame; gives mL directly.</summary>
    [JsonStringEnumMemberName("perometer")]
    Perometer,

    /// <summary>Water displacement; gives mL directly.</summary>
    [JsonStringEnumMemberName("water")]
    Water,

    /// <summary>Three-dimensional surface scan.</summary>
    [JsonStringEnumMemberName("3d-scan")]
    Scan3D,
}

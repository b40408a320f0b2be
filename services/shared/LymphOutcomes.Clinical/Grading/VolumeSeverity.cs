using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>How large the excess is. Not the ISL stage, which is a clinical finding that no volume can give.</summary>
/// <remarks>
/// Source: ISL consensus 2016 and 2020, stated from general knowledge; editions of 2003 to 2013 had minimal simply
/// below 20 %. With two-sided disease it is asked of the change from baseline instead (domain sheet 1.6).
/// </remarks>
[JsonConverter(typeof(WireTextConverter<VolumeSeverity>))]
public enum VolumeSeverity
{
    /// <summary>5 % and less.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Above 5 % and below 20 %.</summary>
    [JsonStringEnumMemberName("minimal")]
    Minimal,

    /// <summary>20 % to 40 %, both included.</summary>
    [JsonStringEnumMemberName("moderate")]
    Moderate,

    /// <summary>Above 40 %.</summary>
    [JsonStringEnumMemberName("severe")]
    Severe,
}

using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>Where a limb is going, in one word.</summary>
/// <remarks>Source: domain sheet 4.5 [choice].</remarks>
[JsonConverter(typeof(WireTextConverter<TrendState>))]
public enum TrendState
{
    /// <summary>Too few readings to say.</summary>
    [JsonStringEnumMemberName("insufficient")]
    Insufficient,

    /// <summary>Growing, faster and by more than noise; or shifted and staying so.</summary>
    [JsonStringEnumMemberName("worsening")]
    Worsening,

    /// <summary>Shrinking, faster and by more than noise.</summary>
    [JsonStringEnumMemberName("improving")]
    Improving,

    /// <summary>None of these.</summary>
    [JsonStringEnumMemberName("stable")]
    Stable,
}

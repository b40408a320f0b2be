using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// Which index a <see cref="SwellingIndex"/> is. Numbers of different kinds are not points of one trend.
/// </summary>
[JsonConverter(typeof(WireTextConverter<IndexKind>))]
public enum IndexKind
{
    /// <summary><see cref="VolumeIndices.RelativeVolumeChange"/>.</summary>
    [JsonStringEnumMemberName("rvc")]
    RelativeVolumeChange,

    /// <summary><see cref="VolumeIndices.WeightAdjustedChange"/>.</summary>
    [JsonStringEnumMemberName("wac")]
    WeightAdjustedChange,

    /// <summary><see cref="VolumeIndices.UnadjustedChange"/>; alerts from it are capped at watch.</summary>
    [JsonStringEnumMemberName("unadjusted")]
    Unadjusted,

    /// <summary>
    /// <see cref="VolumeIndices.Excess"/>: no change at all, but the difference to the other limb on one day.
    /// </summary>
    [JsonStringEnumMemberName("excess")]
    Excess,
}

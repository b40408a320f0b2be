using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>Where a change from baseline stands.</summary>
/// <remarks>
/// Source of the cut points: Specht 2013, Breast Cancer Res Treat (doi:10.1007/s10549-013-2655-2): 5 to below 10 %
/// later than three months after surgery predicts progression (hazard ratio 2.97), 3 to below 5 % does not (1.55, p
/// = 0.10). The names are ours. Within 90 days after surgery no band is lymphedema (McDuff 2019, Int J Radiat Oncol
/// Biol Phys 103:62).
/// </remarks>
[JsonConverter(typeof(WireTextConverter<SwellingBand>))]
public enum SwellingBand
{
    /// <summary>Below 3 %, or smaller than at baseline.</summary>
    [JsonStringEnumMemberName("within_noise")]
    WithinNoise,

    /// <summary>3 % to below 5 %.</summary>
    [JsonStringEnumMemberName("borderline")]
    Borderline,

    /// <summary>5 % to below 10 %.</summary>
    [JsonStringEnumMemberName("low_volume")]
    LowVolume,

    /// <summary>10 % and more.</summary>
    [JsonStringEnumMemberName("lymphedema_range")]
    LymphedemaRange,
}

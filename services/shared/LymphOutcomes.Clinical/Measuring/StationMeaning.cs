using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// What a girth stands for: the same stations give two volumes, so readings of different meaning are not compared.
/// </summary>
/// <remarks>Source: domain sheet 1.2; disc model: Royal Marsden Manual c27-fea-0059.</remarks>
[JsonConverter(typeof(WireTextConverter<StationMeaning>))]
public enum StationMeaning
{
    /// <summary>Each girth is where two truncated cones meet.</summary>
    [JsonStringEnumMemberName("edge")]
    Edge,

    /// <summary>Each girth is the middle of a disc.</summary>
    [JsonStringEnumMemberName("middle")]
    Middle,
}

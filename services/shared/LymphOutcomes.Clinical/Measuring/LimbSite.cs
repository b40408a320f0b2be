using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>A limb that the volume models know.</summary>
[JsonConverter(typeof(WireTextConverter<LimbSite>))]
public enum LimbSite
{
    /// <summary>Upper limb, wrist to axilla.</summary>
    [JsonStringEnumMemberName("arm")]
    Arm,

    /// <summary>Lower limb, ankle to groin.</summary>
    [JsonStringEnumMemberName("leg")]
    Leg,
}

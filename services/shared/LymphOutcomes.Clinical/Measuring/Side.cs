using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>The patient's own left or right.</summary>
[JsonConverter(typeof(WireTextConverter<Side>))]
public enum Side
{
    /// <summary>The patient's left.</summary>
    [JsonStringEnumMemberName("left")]
    Left,

    /// <summary>The patient's right.</summary>
    [JsonStringEnumMemberName("right")]
    Right,
}

/// <summary>What can be said of a side.</summary>
public static class Sides
{
    /// <summary>The contralateral side.</summary>
    public static Side Opposite(this Side side) => side == Side.Left ? Side.Right : Side.Left;
}

using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>Why a reading is kept out of the trend.</summary>
[JsonConverter(typeof(WireTextConverter<HoldReason>))]
public enum HoldReason
{
    /// <summary>Its girths look like another unit than the one written.</summary>
    [JsonStringEnumMemberName("unit_suspected")]
    Unit,

    /// <summary>Left and right look exchanged.</summary>
    [JsonStringEnumMemberName("side_swap_suspected")]
    Side,

    /// <summary>Neighbouring girths differ more than a limb can.</summary>
    [JsonStringEnumMemberName("stations_differ")]
    Stations,

    /// <summary>It changed more in days than a limb does.</summary>
    [JsonStringEnumMemberName("jump")]
    Jump,

    /// <summary>A person said that it is wrong.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,
}

/// <summary>A reading is held: stored, shown, and not judged until a person says what it is.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Words">One sentence for people, with the numbers that decided.</param>
/// <param name="Measure">The number that decided: a ratio for units, percent for sides and stations, percentage points for a jump.</param>
public sealed record Hold(HoldReason Reason, string Words, double Measure)
{
    /// <summary>What a person has called wrong.</summary>
    public static Hold Rejected { get; } = new(HoldReason.Rejected, "A person looked at it and called it wrong.", 0);
}

using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// CTCAE v5 grade of limb edema, from the difference between the limbs. The number is the grade; there is no grade 4.
/// </summary>
/// <remarks>Source: CTCAE v5 as in PMC9512730, table 3. A limb smaller than the other has grade 0.</remarks>
[JsonConverter(typeof(WireTextConverter<CtcaeGrade>))]
public enum CtcaeGrade
{
    /// <summary>Below 5 %.</summary>
    [JsonStringEnumMemberName("0")]
    Grade0 = 0,

    /// <summary>5 % to 10 %, both included.</summary>
    [JsonStringEnumMemberName("1")]
    Grade1 = 1,

    /// <summary>Above 10 % to 30 % included.</summary>
    [JsonStringEnumMemberName("2")]
    Grade2 = 2,

    /// <summary>Above 30 %.</summary>
    [JsonStringEnumMemberName("3")]
    Grade3 = 3,
}

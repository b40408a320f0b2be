using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts.Sessions.V1;

/// <summary>
/// A page of <c>GET /v1/patients/{patient}/timeline?from=&amp;to=</c> on sessions: what touches the window, on one time axis.
/// </summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="From">First moment of the window.</param>
/// <param name="To">Its end, not in it.</param>
/// <param name="Items">By <see cref="TimelineItem.From"/>; what began before the window and goes on in it comes first.</param>
/// <param name="Next">For <c>after</c> of the next page; null on the last one, and then written as null.</param>
public sealed record PatientTimeline(
    Guid Patient,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<TimelineItem> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Something on the time axis of a patient.</summary>
/// <param name="Kind"><c>session</c> (it took place), <c>plan</c> (booked and not yet given), <c>side-effects</c>, <c>instruction</c>,
/// <c>measurement</c>, <c>garment</c> (from the day it was fitted), <c>condition</c> and <c>fever</c> (while they speak against drainage,
/// a clearance for drainage apart), <c>restriction</c> (of areas) or <c>clearance</c> (a provider allows drainage in spite).</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it was over, that moment not included; of what has no length the same as <paramref name="From"/>; null
/// while it goes on.</param>
/// <param name="Fact">The fact it follows from, by the id intake published it under; of what a person said here, our own.</param>
/// <param name="What">The condition, the kind of garment, the reason of a restriction or the site measured (<c>arm</c>, <c>leg</c>);
/// null for other kinds.</param>
/// <param name="Side"><c>left</c> or <c>right</c> of a garment; null when it has none or covers both, and for other kinds.</param>
/// <param name="Areas">Areas treated, planned, taught or restricted; null for other kinds, and when none were said.</param>
/// <param name="Conditions">What a clearance was given for; null for other kinds.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c> of a session or plan; null for other kinds.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c> of a session or plan; null for other kinds.</param>
/// <param name="Effects">What was told after a session; null for other kinds.</param>
/// <param name="Sizes">Volumes of the limbs measured; null for other kinds.</param>
public sealed record TimelineItem(
    [AllowedValues(
        "session", "plan", "side-effects", "instruction", "measurement", "garment", "condition", "fever", "restriction", "clearance")]
    string Kind,
    DateTimeOffset From,
    DateTimeOffset? Until,
    Guid Fact,
    string? What = null,
    [AllowedValues("left", "right")] string? Side = null,
    IReadOnlyList<string>? Areas = null,
    IReadOnlyList<string>? Conditions = null,
    [AllowedValues("therapist", "self", "caregiver")] string? GivenBy = null,
    [AllowedValues("lymphedema", "cosmetic")] string? Purpose = null,
    IReadOnlyList<TimelineEffect>? Effects = null,
    IReadOnlyList<LimbSize>? Sizes = null);

/// <summary>One side effect.</summary>
/// <param name="Effect"><c>fatigue</c>, <c>headache</c>, <c>nausea</c> or <c>other</c>.</param>
/// <param name="Score">0 to 10; null when no number was given.</param>
public sealed record TimelineEffect(string Effect, int? Score);

/// <summary>The volume of one limb.</summary>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Ml">Volume, mL.</param>
public sealed record LimbSize([AllowedValues("left", "right")] string Side, double Ml);

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts.Sessions.V1;

/// <summary>A page of <c>GET /v1/days/{date}?therapist=</c> on sessions.</summary>
/// <param name="Date">The calendar day, at each session's own UTC offset.</param>
/// <param name="Items">By when the sessions begin. A page holds the sessions of at most <c>limit</c> patients.</param>
/// <param name="HeardUpTo">What the hospitals told until then is in the screens; null when nothing was heard since the start.</param>
/// <param name="Next">For <c>after</c> of the next page; null on the last one, and then written as null.</param>
public sealed record DayList(
    DateOnly Date,
    IReadOnlyList<DaySession> Items,
    DateTimeOffset? HeardUpTo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next);

/// <summary>A session of a day.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="State"><c>planned</c>, <c>held</c>, <c>started</c>, <c>completed</c>, <c>stopped-early</c>, <c>cancelled</c> or
/// <c>no-show</c>.</param>
/// <param name="Version">For <c>If-Match</c> of the next step.</param>
/// <param name="StartsAt">When it is to start, or started.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Minutes">Its length; null when not said.</param>
/// <param name="Areas">Areas to be treated, or treated, in order; null when not said.</param>
/// <param name="TherapistId">Code of the therapist; null when not said.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>; null when not said.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
/// <param name="Screen">May it go ahead, by what is known this moment; null for a session that is neither to come nor going on.</param>
/// <param name="Hold">What is held against it, as last said; null when nothing is.</param>
public sealed record DaySession(
    Guid Session,
    Guid Patient,
    [AllowedValues("planned", "held", "started", "completed", "stopped-early", "cancelled", "no-show")] string State,
    int Version,
    DateTimeOffset StartsAt,
    [AllowedValues("therapist", "self", "caregiver")] string GivenBy,
    int? Minutes,
    IReadOnlyList<string>? Areas,
    string? TherapistId,
    [AllowedValues("intensive", "maintenance", "unknown")] string? Phase,
    [AllowedValues("lymphedema", "cosmetic")] string? Purpose,
    SessionScreen? Screen,
    SessionHold? Hold);

/// <summary>What a screen came to.</summary>
/// <param name="Verdict"><c>may-treat</c>, <c>restricted</c>, <c>hold</c> or <c>unknown</c>.</param>
/// <param name="AreasNotToTouch">Of the areas planned, or, if none were named, of all: those to leave out.</param>
/// <param name="Reasons">Everything that speaks against it.</param>
public sealed record SessionScreen(
    [AllowedValues("may-treat", "restricted", "hold", "unknown")] string Verdict,
    IReadOnlyList<string> AreasNotToTouch,
    IReadOnlyList<HoldReason> Reasons);

/// <summary>What is held against a session.</summary>
/// <param name="Verdict"><c>hold</c>, <c>restricted</c> or <c>unknown</c>.</param>
/// <param name="Reasons">Why, each with what would lift it.</param>
/// <param name="Version">For <c>If-Match</c> of <c>POST /v1/holds/{session}/override</c>.</param>
public sealed record SessionHold(
    [AllowedValues("hold", "restricted", "unknown")] string Verdict, IReadOnlyList<HoldReason> Reasons, string Version);

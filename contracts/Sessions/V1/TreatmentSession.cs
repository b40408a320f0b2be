using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Sessions.V1;

/// <summary>A session as it now stands: the data of <c>lymph.session-changed.v1</c> on exchange <c>lymph.sessions</c>.</summary>
/// <param name="Session">Our id of the session. One that the hospital booked and told of under two records is two sessions.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Stage"><c>planned</c>, <c>started</c>, <c>completed</c>, <c>stopped-early</c>, <c>cancelled</c>, <c>no-show</c>, or
/// <c>retracted</c>: everything that was said of it was taken back.</param>
/// <param name="StartsAt">When it is to start, or started; null when it was taken back.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>; null when it was taken back.</param>
/// <param name="Minutes">Its length; null when not said.</param>
/// <param name="Areas">Areas treated, or to be treated, in order; null when not said.</param>
/// <param name="TherapistId">Code of the therapist; null when not said.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>; null when not said.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
public sealed record TreatmentSession(
    Guid Session,
    Guid Patient,
    [AllowedValues("planned", "started", "completed", "stopped-early", "cancelled", "no-show", "retracted")] string Stage,
    DateTimeOffset? StartsAt = null,
    [AllowedValues("therapist", "self", "caregiver")] string? GivenBy = null,
    int? Minutes = null,
    IReadOnlyList<string>? Areas = null,
    string? TherapistId = null,
    [AllowedValues("intensive", "maintenance", "unknown")] string? Phase = null,
    [AllowedValues("lymphedema", "cosmetic")] string? Purpose = null);

/// <summary>A session that something on record speaks against: the data of <c>lymph.session-held.v1</c>.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Stage"><c>planned</c>; or <c>given</c>: by what is known today it should not have been, or not so.</param>
/// <param name="StartsAt">When it starts, or started.</param>
/// <param name="Verdict"><c>hold</c>, <c>restricted</c> (not over some areas) or <c>unknown</c> (too little is known).</param>
/// <param name="Reasons">Everything that speaks against it, each with what would lift it.</param>
/// <param name="WaitsSince">Told when nobody has cleared it in time: since when it has been on hold without a break; null in other
/// messages.</param>
public sealed record HeldSession(
    Guid Session,
    Guid Patient,
    [AllowedValues("planned", "given")] string Stage,
    DateTimeOffset StartsAt,
    [AllowedValues("hold", "restricted", "unknown")] string Verdict,
    IReadOnlyList<HoldReason> Reasons,
    DateTimeOffset? WaitsSince = null);

/// <summary>Why a session is held.</summary>
/// <param name="Code"><c>condition</c>, <c>temperature</c>, <c>area</c>, <c>consent</c>, <c>unreadable</c> or <c>waiting</c>.</param>
/// <param name="LiftedBy">What would lift it, for people.</param>
/// <param name="Condition">The condition that is active; null when it is none.</param>
/// <param name="Areas">The areas meant; null when it is none.</param>
/// <param name="Since">Since when it has been so; null when that is not known.</param>
/// <param name="Fact">The fact it follows from, by the id intake published it under; null when it follows from none.</param>
public sealed record HoldReason(
    string Code,
    string LiftedBy,
    string? Condition = null,
    IReadOnlyList<string>? Areas = null,
    DateTimeOffset? Since = null,
    Guid? Fact = null);

/// <summary>A session that nothing holds any more: the data of <c>lymph.session-cleared.v1</c>.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Because"><c>lifted</c> (the reasons are gone), <c>gone</c> (the session is) or <c>overridden</c> (a provider answers for
/// it).</param>
public sealed record ClearedSession(
    Guid Session, Guid Patient, [AllowedValues("lifted", "gone", "overridden")] string Because);

/// <summary>How a patient felt after a session: the data of <c>lymph.side-effects-noted.v1</c>.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Id">Names the report within the patient; told again when it was corrected.</param>
/// <param name="ToldAt">When it was told.</param>
/// <param name="Effects">What was told; empty when it was taken back.</param>
public sealed record NotedSideEffects(Guid Patient, string Id, DateTimeOffset ToldAt, IReadOnlyList<NotedSideEffect> Effects);

/// <summary>One side effect.</summary>
/// <param name="Effect"><c>fatigue</c>, <c>headache</c>, <c>nausea</c> or <c>other</c>.</param>
/// <param name="Score">0 (none) to 10 (worst imaginable); null when no number was given.</param>
/// <param name="Onset">When it began; null when not said.</param>
/// <param name="Resolved">When it was gone; null when it is not, or not known.</param>
public sealed record NotedSideEffect(
    [AllowedValues("fatigue", "headache", "nausea", "other")] string Effect,
    int? Score = null,
    DateTimeOffset? Onset = null,
    DateTimeOffset? Resolved = null);

using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>How far a session is.</summary>
[JsonConverter(typeof(WireTextConverter<SessionStage>))]
public enum SessionStage
{
    /// <summary>Booked; it may still be kept from going ahead.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned,

    /// <summary>It took place, and by what is known today it should not have, or not so.</summary>
    [JsonStringEnumMemberName("given")]
    Given,
}

/// <summary>Something on record speaks against a session. A later one of the same session replaces it.</summary>
/// <param name="Session">The session, by <see cref="SessionIds"/>.</param>
/// <param name="Stage">How far the session is.</param>
/// <param name="StartsAt">When it starts, or started.</param>
/// <param name="Verdict">Hold, restricted or unknown.</param>
/// <param name="Reasons">Why.</param>
public sealed record SessionHeld(
    Guid Session, SessionStage Stage, DateTimeOffset StartsAt, ScreenVerdict Verdict, IReadOnlyList<ScreenReason> Reasons);

/// <summary>A provider answers for a planned session in spite of what is on record. Other reasons hold it again.</summary>
/// <param name="Session">The session.</param>
/// <param name="Provider">Code of the provider who answers for it.</param>
/// <param name="Why">Names the provider's reason.</param>
/// <param name="By">Who wrote it down.</param>
/// <param name="Reasons">What it was given in spite of.</param>
public sealed record HoldOverridden(Guid Session, string Provider, ReasonRef Why, string By, IReadOnlyList<ScreenReason> Reasons);

/// <summary>Words of a person, kept outside the log.</summary>
/// <param name="Id">Names the text.</param>
/// <param name="Hash">SHA-256 of it, lower-case hex.</param>
public sealed record ReasonRef(Guid Id, string Hash);

/// <summary>The session is not held any more.</summary>
/// <param name="Session">The session.</param>
/// <param name="Because"><c>lifted</c> (the reasons are gone), <c>gone</c> (the session was called off or taken back) or
/// <c>overridden</c> (a provider answers for it).</param>
public sealed record SessionCleared(Guid Session, string Because);

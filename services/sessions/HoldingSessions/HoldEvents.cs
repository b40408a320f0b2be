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

/// <summary>Nothing on record speaks against the session any more.</summary>
/// <param name="Session">The session.</param>
/// <param name="Because"><c>lifted</c> (the reasons are gone) or <c>gone</c> (the session was called off or taken back).</param>
public sealed record SessionCleared(Guid Session, string Because);

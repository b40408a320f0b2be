using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>What a screen came to.</summary>
[JsonConverter(typeof(WireTextConverter<ScreenVerdict>))]
public enum ScreenVerdict
{
    /// <summary>Nothing on record speaks against it.</summary>
    [JsonStringEnumMemberName("may-treat")]
    MayTreat,

    /// <summary>It may go ahead without some areas.</summary>
    [JsonStringEnumMemberName("restricted")]
    Restricted,

    /// <summary>Not while a condition is active.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>Too little is known to say; it is never "may treat".</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>What the patient said to having the groin treated.</summary>
[JsonConverter(typeof(WireTextConverter<GroinConsent>))]
public enum GroinConsent
{
    /// <summary>Not asked; what is not said is not agreed to.</summary>
    [JsonStringEnumMemberName("not-asked")]
    NotAsked,

    /// <summary>Agreed.</summary>
    [JsonStringEnumMemberName("yes")]
    Yes,

    /// <summary>Refused.</summary>
    [JsonStringEnumMemberName("no")]
    No,

    /// <summary>The groin is not treated.</summary>
    [JsonStringEnumMemberName("not-needed")]
    NotNeeded,

    /// <summary>It will be asked when the session begins; says nothing about a plan.</summary>
    [JsonStringEnumMemberName("asked-at-start")]
    AskedAtStart,
}

/// <summary>The answer of a screen.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="AreasNotToTouch">Of the areas asked about, or, if none were named, of all: those to leave out.</param>
/// <param name="Reasons">Everything that speaks against the session as asked; empty exactly when it may go ahead.</param>
public sealed record ScreenAnswer(ScreenVerdict Verdict, IReadOnlyList<string> AreasNotToTouch, IReadOnlyList<ScreenReason> Reasons);

/// <summary>One reason of a screen.</summary>
/// <param name="Code">A word of <see cref="ReasonCodes"/>.</param>
/// <param name="LiftedBy">What would lift it, for people.</param>
/// <param name="Condition">The condition that is active; null when it is none.</param>
/// <param name="Areas">The areas meant; null when it is none.</param>
/// <param name="Since">Since when it has been so; null when that is not known.</param>
/// <param name="Fact">The fact it follows from, by the id intake published it under; null when it follows from no fact.</param>
/// <param name="Source">The hospital's system that sent the fact.</param>
public sealed record ScreenReason(
    string Code,
    string LiftedBy,
    string? Condition = null,
    IReadOnlyList<string>? Areas = null,
    DateTimeOffset? Since = null,
    Guid? Fact = null,
    string? Source = null)
{
    /// <summary>True when both name the same thing for the same cause.</summary>
    public bool SaysTheSameAs(ScreenReason other) =>
        this with { Areas = null } == other with { Areas = null } && (Areas ?? []).SequenceEqual(other.Areas ?? []);
}

/// <summary>Words for why.</summary>
public static class ReasonCodes
{
    /// <summary>A contraindication is active.</summary>
    public const string Condition = "condition";

    /// <summary>The thermometer shows a fever that nobody noted.</summary>
    public const string Temperature = "temperature";

    /// <summary>An area must not be massaged.</summary>
    public const string Area = "area";

    /// <summary>The groin is to be treated and the patient has not agreed.</summary>
    public const string Consent = "consent";

    /// <summary>A fact that may speak against it could not be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A fact that may speak against it waits in intake's quarantine.</summary>
    public const string Waiting = "waiting";

    /// <summary>The patient is one with another: screened there, or not all of the other is here yet.</summary>
    public const string Merging = "merging";

    /// <summary>Nothing is known of the patient.</summary>
    public const string NoFacts = "no-facts";

    /// <summary>Nothing has been heard from intake for too long.</summary>
    public const string Stale = "stale";
}

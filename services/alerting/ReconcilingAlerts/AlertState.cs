using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>What the evidence says of an alert. The first of its two axes.</summary>
[JsonConverter(typeof(WireTextConverter<Condition>))]
public enum Condition
{
    /// <summary>The episode goes on.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>The clear rule was met.</summary>
    [JsonStringEnumMemberName("cleared")]
    Cleared,

    /// <summary>The evidence was corrected away.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>No fact of its series for the rule's expiry time.</summary>
    [JsonStringEnumMemberName("lapsed")]
    Lapsed,
}

/// <summary>What people did with an alert. The second axis; only a person moves it towards resolved.</summary>
[JsonConverter(typeof(WireTextConverter<Handling>))]
public enum Handling
{
    /// <summary>Nobody has taken it up.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>Somebody has.</summary>
    [JsonStringEnumMemberName("acknowledged")]
    Acknowledged,

    /// <summary>Somebody has dealt with it.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,
}

/// <summary>One alert as it stands. Part of stored events, so its JSON is a storage format.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">What it is about.</param>
/// <param name="RuleSet">Version of the rule set that judged last.</param>
/// <param name="Severity">The highest it has had; never lowered.</param>
/// <param name="Condition">What the evidence says.</param>
/// <param name="Handling">What people did.</param>
/// <param name="Evidence">Which facts fired.</param>
/// <param name="PeakValue">The measure at its worst, in the rule's own unit.</param>
/// <param name="Numbers">What the rule used, by name with unit last.</param>
/// <param name="Message">What a coordinator should know and do.</param>
/// <param name="Historical">True while all its evidence was old news when it became known.</param>
/// <param name="FirstEffective">Effective time of the first evidence.</param>
/// <param name="LastEffective">Effective time of the last evidence.</param>
/// <param name="RaisedAt">When staff could first know.</param>
/// <param name="Version">Counts what people did, from 0: the ETag. A fact that arrives does not change it.</param>
/// <param name="Resolution">How it was resolved last; null when it never was.</param>
/// <param name="MergedInto">The alert that took its evidence over; null when none did.</param>
/// <param name="Assignee">Who is to deal with it: the subject of a token; null while nobody is.</param>
/// <param name="AcknowledgedBy">Who took it up: the subject of a token; null while nobody did, or none was stored.</param>
/// <param name="AcknowledgedAs">How severe it was then; null while nobody took it up, or none was stored.</param>
/// <param name="WaitsSince">
/// Since when it waits for somebody to take it up, where that is not since it was raised: it became more severe, came back, or its
/// rest ended. Null = since it was raised.
/// </param>
/// <param name="Escalation">How far it was passed on since it waits; null while it was not.</param>
/// <param name="Snooze">That a person put it aside for a while; null while nobody has.</param>
/// <param name="Held">
/// True while nobody is told of it: other rules found it in old facts, and a lead has not released it. Else null.
/// </param>
/// <param name="Outruled">
/// True while it has no episode because other rules came into force; its evidence stands, nothing was corrected. Else null.
/// </param>
/// <param name="TakenFrom">The patient who was merged into this one and whose alert it was; null for this patient's own.</param>
public sealed record AlertState(
    Guid Id,
    AlertKey Key,
    int RuleSet,
    Severity Severity,
    Condition Condition,
    Handling Handling,
    EvidenceTrail Evidence,
    double PeakValue,
    IReadOnlyDictionary<string, double> Numbers,
    string Message,
    bool Historical,
    DateTimeOffset FirstEffective,
    DateTimeOffset LastEffective,
    DateTimeOffset RaisedAt,
    int Version,
    Resolution? Resolution = null,
    Guid? MergedInto = null,
    string? Assignee = null,
    string? AcknowledgedBy = null,
    Severity? AcknowledgedAs = null,
    DateTimeOffset? WaitsSince = null,
    Escalation? Escalation = null,
    Snooze? Snooze = null,
    bool? Held = null,
    bool? Outruled = null,
    Guid? TakenFrom = null);

/// <summary>How an alert was resolved: by a person, or, for information and what is only watched, because its time was over.</summary>
/// <param name="At">When, in alerting's log.</param>
/// <param name="CoveredTo">Evidence that alerting logged up to this number was on the person's screen.</param>
/// <param name="PeakValue">The worst measure that was covered; null when nothing that fired was on the screen.</param>
/// <param name="IsLapse">True when nobody did it: nothing was heard for so long that it lapsed. It then buys no quiet time.</param>
/// <param name="CoveredFacts">
/// Evidence that was covered before the alert went on in another stream, where its facts have other numbers; null when it did not.
/// </param>
public sealed record Resolution(
    DateTimeOffset At,
    long CoveredTo,
    double? PeakValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsLapse = false,
    IReadOnlyList<Guid>? CoveredFacts = null);

/// <summary>How far an alert that nobody took up was passed on.</summary>
/// <param name="Level">1 to 3.</param>
/// <param name="At">When it reached that level.</param>
public sealed record Escalation(int Level, DateTimeOffset At);

/// <summary>An alert put aside: it is out of the queue people work from until then, and back at once when there is news.</summary>
/// <param name="Until">When it comes back by itself.</param>
/// <param name="CoveredTo">Evidence that alerting logged up to this number was on the person's screen.</param>
/// <param name="By">Who put it aside: the subject of their token.</param>
public sealed record Snooze(DateTimeOffset Until, long CoveredTo, string By);

/// <summary>Ids of the facts that fired, bounded as <see cref="Trail"/> is.</summary>
/// <param name="First">First in effective order.</param>
/// <param name="Peak">The one with the highest measure.</param>
/// <param name="Latest">The latest, oldest first.</param>
/// <param name="Count">How many fired in all.</param>
public sealed record EvidenceTrail(Guid First, Guid Peak, IReadOnlyList<Guid> Latest, int Count)
{
    /// <summary>The ids of a trail.</summary>
    public static EvidenceTrail Of(Trail trail) =>
        new(trail.First.Fact, trail.Peak.Fact, [.. trail.Latest.Select(evidence => evidence.Fact)], trail.Count);

    /// <summary>Every id kept, each once, in effective order as far as known.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Kept
    {
        get
        {
            List<Guid> kept = new(Latest.Count + 2) { First };
            if (Peak != First)
                kept.Add(Peak);
            foreach (Guid fact in Latest)
            {
                if (!kept.Contains(fact))
                    kept.Add(fact);
            }

            return kept;
        }
    }

    /// <summary>Same ids and count.</summary>
    public bool Equals(EvidenceTrail? other) =>
        other is not null && First == other.First && Peak == other.Peak && Count == other.Count && Latest.SequenceEqual(other.Latest);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Peak, Count, Latest.Count);
}

using System.Text.Json;

namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>Answer of <c>GET /v1/rule-sets</c>.</summary>
/// <param name="InForce">The version the hospital's patients are judged by.</param>
/// <param name="Items">Every version there is, oldest first.</param>
public sealed record RuleSetList(int InForce, IReadOnlyList<RuleSetVersion> Items);

/// <summary>A version of the rules and limits patients are judged by.</summary>
/// <param name="Version">From 1; the first few are built in.</param>
/// <param name="BuiltIn">True for those that come with the program.</param>
/// <param name="Base">The version it was made from; null when it was given whole.</param>
/// <param name="By">Who proposed it; null for those that come with the program.</param>
/// <param name="Reason">Why; null for those that come with the program.</param>
/// <param name="At">When; null for those that come with the program.</param>
public sealed record RuleSetVersion(int Version, bool BuiltIn, int? Base, string? By, string? Reason, DateTimeOffset? At);

/// <summary>Answer of <c>GET /v1/rule-sets/{version}</c>.</summary>
/// <param name="About">Which version, whose and why.</param>
/// <param name="InForce">True when patients are judged by it.</param>
/// <param name="Set"><c>active</c> (ids of the rules that raise alerts) and the limits of each rule under its name.</param>
public sealed record RuleSetDetails(RuleSetVersion About, bool InForce, JsonElement Set);

/// <summary>Body of <c>POST /v1/rule-sets</c>: either <c>set</c>, or <c>base</c> with <c>patch</c>.</summary>
/// <param name="Reason">Why, 1 to 500 characters, about the rules: no patient has a place in it.</param>
/// <param name="Set">The whole set; what it leaves out has the figures of the domain sheet.</param>
/// <param name="Base">The version to change.</param>
/// <param name="Patch">A JSON merge patch for it; null as a value = the figure of the domain sheet.</param>
public sealed record ProposeRuleSet(string Reason, JsonElement? Set = null, int? Base = null, JsonElement? Patch = null);

/// <summary>Body of <c>POST /v1/rule-sets/{version}/activate</c>.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
public sealed record ActivateRuleSet(string Reason);

/// <summary>Answer of <c>GET /v1/rule-sets/{a}/diff/{b}</c>.</summary>
/// <param name="From">The one version.</param>
/// <param name="To">The other.</param>
/// <param name="Changes">Each difference; empty when they say the same.</param>
public sealed record RuleSetDiff(int From, int To, IReadOnlyList<RuleSetChange> Changes);

/// <summary>One difference.</summary>
/// <param name="Path">For example <c>swellingHigh.triggerPercent</c>.</param>
/// <param name="Before">Null when it was not there.</param>
/// <param name="After">Null when it is there no more.</param>
public sealed record RuleSetChange(string Path, JsonElement? Before, JsonElement? After);

/// <summary>Answer of <c>GET /v1/rule-sets/activation</c>: how far the look at every patient is that follows an activation.</summary>
/// <param name="Version">The version put in force.</param>
/// <param name="Activation">Counts the hospital's activations, from 1.</param>
/// <param name="Begun">When it was put in force.</param>
/// <param name="Patients">How many there are; null until they were counted.</param>
/// <param name="Done">How many were looked at.</param>
/// <param name="Failed">Patients who could not be judged.</param>
/// <param name="Held">Findings in old facts that were held back, until a lead releases them or news of them comes.</param>
/// <param name="Told">Findings told at once, because they are urgent.</param>
/// <param name="Changed">Other news of alerts there were: graver, cleared, withdrawn, or with other numbers.</param>
/// <param name="Finished">When the last patient was looked at; null while it goes on.</param>
/// <param name="ReleasedBy">Who released what was held; null while nobody did.</param>
/// <param name="ReleasedAt">When.</param>
public sealed record RuleSetActivation(
    int Version,
    int Activation,
    DateTimeOffset Begun,
    long? Patients,
    long Done,
    long Failed,
    long Held,
    long Told,
    long Changed,
    DateTimeOffset? Finished,
    string? ReleasedBy,
    DateTimeOffset? ReleasedAt);

/// <summary>A page of <c>GET /v1/rule-sets/activation/held</c>, for leads.</summary>
/// <param name="Items">Alerts nobody is told of yet.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record HeldFindings(IReadOnlyList<Alert> Items, Guid? Next);

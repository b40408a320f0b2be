using System.Text.Json;

namespace LymphOutcomes.Alerting.ChoosingRules;

// What alerting stores in a hospital's stream of rule sets.

/// <summary>A hospital has a further rule set, which judges nobody yet.</summary>
/// <param name="Version">From 4, one after the other; the versions before are built in.</param>
/// <param name="Base">The version it was made from; null when it was given whole.</param>
/// <param name="Set">
/// The rule set as <see cref="RuleSetJson"/> writes it, without its version. JSON and no record: later programs have more rules, and
/// what was proposed must go on reading as it was proposed.
/// </param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Reason">Why, for whoever looks back at it. About the rules; no patient has a place in it.</param>
public sealed record RuleSetProposed(int Version, int? Base, JsonElement Set, string By, string Reason);

/// <summary>From here on the hospital's patients are judged by this version.</summary>
/// <param name="Version">Built in or proposed.</param>
/// <param name="Activation">Counts the hospital's activations, from 1.</param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Reason">Why.</param>
public sealed record RuleSetActivated(int Version, int Activation, string By, string Reason);

/// <summary>What an activation found in old facts, and was held back, goes to those who work the alerts.</summary>
/// <param name="Activation">As in <see cref="RuleSetActivated"/>.</param>
/// <param name="By">Who: the subject of the token.</param>
public sealed record FindingsReleased(int Activation, string By);

/// <summary>A version begins to run beside the one in force, without telling anybody.</summary>
/// <param name="Version">The version.</param>
/// <param name="Against">What was in force then: what it is compared with.</param>
/// <param name="Run">Counts the hospital's runs, from 1. One that runs already ends.</param>
/// <param name="By">Who: the subject of the token.</param>
public sealed record ShadowBegun(int Version, int Against, int Run, string By);

/// <summary>No version runs beside the one in force any more.</summary>
/// <param name="Run">As in <see cref="ShadowBegun"/>.</param>
/// <param name="By">Who: the subject of the token.</param>
public sealed record ShadowEnded(int Run, string By);

/// <summary>In a patient's stream: from here on the patient is judged by these rules.</summary>
/// <param name="RuleSet">Version of the rule set.</param>
/// <param name="Activation">As in <see cref="RuleSetActivated"/>; 0 = the service's settings chose them.</param>
/// <param name="Limits">As <see cref="KnownLimits.KeyOf"/> names them.</param>
public sealed record PatientJudgedUnder(int RuleSet, int Activation, string Limits);

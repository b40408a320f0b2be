using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;

namespace LymphOutcomes.Dashboard.ChoosingRules;

/// <summary>What the page of the rules shows.</summary>
/// <param name="Versions">Every version.</param>
/// <param name="Shown">The version whose limits are shown.</param>
/// <param name="Diff">In what two versions differ; null when that was not asked for.</param>
/// <param name="IsLead">True for those who may change the rules.</param>
/// <param name="Notice">What to say on top; null for nothing.</param>
/// <param name="Typed">What the person typed before, so that it is not lost; null for nothing.</param>
/// <param name="Activation">The look at every patient that follows an activation; null when there was none.</param>
/// <param name="Held">What it found and nobody is told of; null when there is nothing a lead could release.</param>
/// <param name="Patients">Names of those; null when they were not asked for.</param>
public sealed record RulesView(
    RuleSetList Versions,
    RuleSetDetails Shown,
    RuleSetDiff? Diff,
    bool IsLead,
    string? Notice,
    TypedActivation? Typed,
    RuleSetActivation? Activation = null,
    HeldFindings? Held = null,
    FoundPatients? Patients = null)
{
    /// <summary>The version in force.</summary>
    public RuleSetVersion InForce => Versions.Items.First(version => version.Version == Versions.InForce);

    /// <summary>Versions that could be put in force, latest first.</summary>
    public IEnumerable<RuleSetVersion> Others =>
        Versions.Items.Where(version => version.Version != Versions.InForce).OrderByDescending(version => version.Version);

    /// <summary>Reads it now; null when there is no such version.</summary>
    /// <param name="rules">Alerting's rules.</param>
    /// <param name="directory">Names.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="isLead">True for those who may change the rules.</param>
    /// <param name="notice">What to say on top; null for nothing.</param>
    /// <param name="typed">What the person typed before; null for nothing.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public static async Task<RulesView?> ReadAsync(
        RulesClient rules,
        PatientDirectory directory,
        AskedRules asked,
        bool isLead,
        string? notice,
        TypedActivation? typed,
        CancellationToken ct)
    {
        RuleSetList versions = await rules.ListAsync(ct);
        if (await rules.VersionAsync(asked.Version ?? versions.InForce, ct) is not { } shown)
            return null;
        RuleSetDiff? diff = null;
        if (asked is { From: { } from, To: { } to } && (diff = await rules.CompareAsync(from, to, ct)) is null)
            return null;
        RuleSetActivation? activation = await rules.ActivationAsync(ct);
        HeldFindings? held = isLead && activation is { Held: > 0, ReleasedAt: null } ? await rules.HeldAsync(ct) : null;
        FoundPatients? patients = held is { Items.Count: > 0 }
            ? await directory.FindAsync(held.Items.Select(alert => alert.Patient), ct)
            : null;
        return new(versions, shown, diff, isLead, notice, typed, activation, held, patients);
    }
}

/// <summary>What of the rules is asked for.</summary>
/// <param name="Version">Whose limits; null for the version in force.</param>
/// <param name="From">The one version of a comparison.</param>
/// <param name="To">The other.</param>
public sealed record AskedRules(int? Version, int? From, int? To);

/// <summary>An activation as a person typed it.</summary>
/// <param name="Version">Which version.</param>
/// <param name="Reason">Why.</param>
public sealed record TypedActivation(int Version, string? Reason);

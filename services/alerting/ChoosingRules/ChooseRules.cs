using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>What a lead does with the hospital's rule sets. Pure.</summary>
public static class ChooseRules
{
    /// <summary>There is no such version.</summary>
    public const string NoSuchVersion = "no-such-version";

    /// <summary>The version asked for judges already.</summary>
    public const string InForceAlready = "in-force-already";

    /// <summary>Somebody has put another version in force since.</summary>
    public const string NotTheLatest = "not-the-latest";

    /// <summary>The hospital has as many versions as are kept.</summary>
    public const string TooMany = "too-many";

    /// <summary>Most versions a hospital can propose; all are held in memory.</summary>
    public const int ProposedMax = 500;

    /// <summary>A lead proposes a rule set that was looked over.</summary>
    /// <param name="view">The hospital's rule sets.</param>
    /// <param name="rules">Whose faults there are none of; its version is given here.</param>
    /// <param name="base">The version it was made from; null when it was given whole.</param>
    /// <param name="by">Who.</param>
    /// <param name="reason">Why.</param>
    public static Decision Propose(StreamView<RuleSetHistory> view, RuleSet rules, int? @base, string by, string reason)
    {
        if (view.State.Proposed.Count >= ProposedMax)
            return new Decision.Reject(TooMany, $"There are {ProposedMax} proposed versions already.");
        JsonObject set = RuleSetJson.Write(rules);
        return new Decision.Append(
            [new NewEvent(new RuleSetProposed(view.State.NextVersion, @base, JsonSerializer.SerializeToElement(set), by, reason))]);
    }

    /// <summary>A lead puts a version in force.</summary>
    /// <param name="view">The hospital's rule sets.</param>
    /// <param name="version">The version.</param>
    /// <param name="standard">What judges a hospital that has chosen nothing.</param>
    /// <param name="by">Who.</param>
    /// <param name="reason">Why.</param>
    public static Decision Activate(StreamView<RuleSetHistory> view, int version, RuleSet standard, string by, string reason)
    {
        if (view.State.Find(version) is null)
            return new Decision.Reject(NoSuchVersion, $"There is no version {version}.");
        if (version == (view.State.InForce?.Version ?? standard.Version))
            return new Decision.Reject(InForceAlready, $"Version {version} is in force already.");
        int activation = (view.State.InForce?.Activation ?? 0) + 1;
        return new Decision.Append([new NewEvent(new RuleSetActivated(version, activation, by, reason))]);
    }

    /// <summary>A lead lets a version run beside the one in force; one that does already ends.</summary>
    /// <param name="view">The hospital's rule sets.</param>
    /// <param name="version">The version.</param>
    /// <param name="standard">What judges a hospital that has chosen nothing.</param>
    /// <param name="by">Who.</param>
    public static Decision BeginShadow(StreamView<RuleSetHistory> view, int version, RuleSet standard, string by)
    {
        int against = view.State.InForce?.Version ?? standard.Version;
        if (view.State.Find(version) is null)
            return new Decision.Reject(NoSuchVersion, $"There is no version {version}.");
        if (version == against)
            return new Decision.Reject(InForceAlready, $"Version {version} is in force.");
        return new Decision.Append([new NewEvent(new ShadowBegun(version, against, view.State.Runs + 1, by))]);
    }

    /// <summary>A lead ends what runs beside the version in force.</summary>
    /// <param name="view">The hospital's rule sets.</param>
    /// <param name="by">Who.</param>
    public static Decision EndShadow(StreamView<RuleSetHistory> view, string by) => view.State.Shadow is { } shadow
        ? new Decision.Append([new NewEvent(new ShadowEnded(shadow.Run, by))])
        : new Decision.Nothing();

    /// <summary>A lead releases what an activation found in old facts.</summary>
    /// <param name="view">The hospital's rule sets.</param>
    /// <param name="activation">The activation whose findings the lead has seen.</param>
    /// <param name="by">Who.</param>
    public static Decision Release(StreamView<RuleSetHistory> view, int activation, string by)
    {
        if (view.State.InForce?.Activation != activation)
            return new Decision.Reject(NotTheLatest, "Another version was put in force meanwhile.");
        return view.State.Released >= activation
            ? new Decision.Nothing()
            : new Decision.Append([new NewEvent(new FindingsReleased(activation, by))]);
    }
}

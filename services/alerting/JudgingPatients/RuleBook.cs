using System.Collections.Concurrent;
using LymphOutcomes.Alerting.ChoosingRules;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Every rule set of every hospital, and which of them judges at this moment. Held in memory; <see cref="RuleBookFollower"/> keeps
/// it as the log has it.
/// </summary>
/// <param name="standard">For hospitals that have chosen none.</param>
public sealed class RuleBook(RuleSet standard)
{
    private readonly ConcurrentDictionary<string, Page> _pages = new(StringComparer.Ordinal);

    /// <summary>What judges hospitals that have chosen none.</summary>
    public RuleSet Standard => standard;

    /// <summary>The rule set in force for a hospital.</summary>
    /// <param name="tenant">The hospital.</param>
    public RuleSet InForce(string tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return _pages.TryGetValue(tenant, out Page? page) ? page.InForce ?? standard : standard;
    }

    /// <summary>The rule sets a hospital has proposed, and what it has put in force.</summary>
    /// <param name="tenant">The hospital.</param>
    public RuleSetHistory HistoryOf(string tenant) =>
        _pages.TryGetValue(tenant, out Page? page) ? page.History : RuleSetHistory.Initial;

    /// <summary>Versions that run beside those in force.</summary>
    public IReadOnlyList<(string Tenant, ActiveShadow Shadow)> Shadows() =>
        [.. _pages.Where(page => page.Value.History.Shadow is not null).Select(page => (page.Key, page.Value.History.Shadow!))];

    /// <summary>Takes in a hospital's rule sets as its stream has them; an older state never takes the place of a later one.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="history">The fold of its stream.</param>
    /// <param name="version">Version of the last event in it.</param>
    public void Put(string tenant, RuleSetHistory history, long version)
    {
        foreach (ProposedRuleSet proposed in history.Proposed)
            KnownLimits.Remember(proposed.Rules);
        Page next = new(history, history.Judging is { } judging ? InZone(judging) : null, version);
        _pages.AddOrUpdate(tenant, next, (_, known) => known.Version > version ? known : next);
    }

    /// <summary>Forgets everything: an older backup of the log was put back.</summary>
    public void Clear() => _pages.Clear();

    // A set of the hospital's own that names no zone does not move the hospital to another.
    private RuleSet InZone(RuleSet rules) => rules.Escalation.Zone is not null || standard.Escalation.Zone is not { } zone
        ? rules
        : rules with { Escalation = rules.Escalation with { Zone = zone } };

    private sealed record Page(RuleSetHistory History, RuleSet? InForce, long Version);
}

using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>An alert as others see it: stored state to contract, in one place.</summary>
public static class AlertView
{
    /// <summary>The contract of an alert.</summary>
    /// <param name="patient">Whose it is.</param>
    /// <param name="alert">As stored.</param>
    public static Alert Of(Guid patient, AlertState alert) => new(
        alert.Id,
        patient,
        alert.Key.Rule,
        alert.RuleSet,
        alert.Severity.ToWire(),
        alert.Condition.ToWire(),
        alert.Handling.ToWire(),
        alert.Key.Limb?.Site.ToWire(),
        (alert.Key.Limb?.Side ?? alert.Key.Side)?.ToWire(),
        alert.Message,
        alert.Numbers,
        [.. alert.Evidence.Kept],
        alert.Evidence.Count,
        alert.Historical,
        alert.FirstEffective,
        alert.RaisedAt,
        alert.Version,
        alert.Key.Extra,
        alert.Assignee,
        alert.AcknowledgedBy,
        alert.AcknowledgedAs?.ToWire(),
        alert.Handling == Handling.Resolved ? null : alert.Snooze?.Until,
        alert.Escalation?.Level,
        alert.Escalation?.At);
}

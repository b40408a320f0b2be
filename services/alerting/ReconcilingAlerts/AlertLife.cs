using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>What is said of an alert's life in more than one place. Pure.</summary>
public static class AlertLife
{
    extension(AlertState alert)
    {
        /// <summary>True while it is in the queue: neither resolved nor taken over by another.</summary>
        public bool IsOpen => alert.Handling != Handling.Resolved && alert.MergedInto is null;

        /// <summary>True while nobody has taken it up, or only before it became as severe as it is.</summary>
        public bool AwaitsAcknowledgement =>
            alert.Handling == Handling.New || (alert.Handling == Handling.Acknowledged && alert.AcknowledgedAs < alert.Severity);

        /// <summary>The alert, waiting from now on: it is news again, and time starts anew.</summary>
        public AlertState WaitingFrom(DateTimeOffset now) => alert with { WaitsSince = now, Escalation = null };

        /// <summary>The alert back from being put aside. If nobody has taken it up it waits from now on.</summary>
        public AlertState Awake(DateTimeOffset now) => alert.AwaitsAcknowledgement
            ? alert with { Snooze = null, WaitsSince = now }
            : alert with { Snooze = null };

        /// <summary>When it comes back by itself; null when it is not put aside.</summary>
        public DateTimeOffset? WakesAt => alert.Handling == Handling.Resolved ? null : alert.Snooze?.Until;

        /// <summary>When it is passed on; null for what is put aside, taken up, information, or was passed on often enough.</summary>
        /// <param name="limits">Of the rule set in force.</param>
        public DateTimeOffset? EscalatesAt(EscalationLimits limits) =>
            alert.IsOpen && alert.Held is not true && alert.AwaitsAcknowledgement
                && alert.Snooze is null && alert.Condition != Condition.Withdrawn
                && (alert.Escalation?.Level ?? 0) < limits.LevelsMax
                ? limits.DueAfter(alert.Severity, Later(alert.WaitsSince ?? alert.RaisedAt, alert.Escalation?.At))
                : null;

        /// <summary>
        /// When it lapses, if nothing is heard until then; null when it does not, or has. What needs a call only lapses while its
        /// evidence stands: it stays in the queue whatever is said of it.
        /// </summary>
        /// <param name="picture">The patient.</param>
        /// <param name="limits">Of the rule set in force.</param>
        public DateTimeOffset? LapsesAt(PatientPicture picture, ExpiryLimits limits) =>
            alert.Handling != Handling.Resolved && alert.Held is not true
                && (alert.Severity < Severity.CallProvider || alert.Condition == Condition.Active)
                ? alert.ExpiresAt(picture, limits)
                : null;

        /// <summary>The end of the rule's expiry time after what was heard last; null when the rule has none.</summary>
        public DateTimeOffset? ExpiresAt(PatientPicture picture, ExpiryLimits limits) =>
            limits.Of(alert.Key.Rule) is { } time ? AlertSeries.LastHeard(picture, alert) + time : null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}

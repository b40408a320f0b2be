using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>A lead lets a patient's held findings go to those who work the alerts. Pure, and safe to repeat.</summary>
public static class ReleaseFindings
{
    /// <summary>Releases all that is held of one patient and has not been corrected away.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="by">The lead.</param>
    public static Decision Decide(StreamView<PatientPicture> view, string by) => Decision.Of(
    [
        .. view.State.Alerts
            // Of a merged patient they are where the alerts have gone.
            .Where(alert => !view.State.IsAway && alert.Held is true && alert.Condition != Condition.Withdrawn)
            .Select(alert => new NewEvent(new AlertReleased(Holding.Released(alert, view.Now), by))),
    ]);
}

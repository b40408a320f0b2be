using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.NotingWaitingFacts;

/// <summary>What waits as others see it: state to contract, in one place. Pure.</summary>
public static class WaitingView
{
    /// <summary>What waits of a patient, counted; null when nothing does.</summary>
    public static PatientWaiting? Of(Guid patient, WaitingFacts waiting) => waiting.Count == 0
        ? null
        : new(
            patient,
            waiting.Count,
            [
                .. waiting.Items
                    .GroupBy(item => (item.Type, item.Reason))
                    .Select(same => new WaitingKind(same.Key.Reason, same.Count(), same.Key.Type)),
            ],
            waiting.Items.Count == 0 ? null : waiting.Items.Min(item => item.Since));

    /// <summary>What waits of a patient, one by one.</summary>
    public static PatientWaitingFacts ListOf(Guid patient, WaitingFacts waiting) => new(
        patient,
        waiting.Count,
        [
            .. waiting.Items.Select(item => new WaitingItem(
                item.Receipt, item.Reason, item.Since, item.Where == KeptBy.Intake ? "intake" : "alerting", item.Type)),
        ]);
}

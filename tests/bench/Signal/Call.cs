using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>Something a detector told people: a new alert, one that became more severe, or one that came back.</summary>
/// <param name="Day">When, days after the operation.</param>
/// <param name="By">Rule id, or the detector's name.</param>
/// <param name="Limb">Of which limb; null when of none.</param>
/// <param name="Severity">How soon somebody must act.</param>
internal sealed record Call(double Day, string By, Limb? Limb, Severity Severity);

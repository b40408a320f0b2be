namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Beside a decision that judged the patient: the moments at which what the rules find changes by time alone, so that nobody has to
/// judge the patient once more to know them.
/// </summary>
/// <param name="Moments">As <see cref="Rules.MomentsAfter"/> gives them for the patient as the decision leaves them.</param>
internal sealed record MomentsToCome(IReadOnlyList<DateTimeOffset> Moments);

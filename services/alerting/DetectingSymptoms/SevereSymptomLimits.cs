using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>Limits of <see cref="SevereSymptom"/>; scores are 0 to 10. What is usual: <see cref="SymptomWorseLimits"/>.</summary>
public sealed record SevereSymptomLimits
{
    /// <summary>Codes of the symptoms that alert singly: all but the unspecific signs of congestion [choice].</summary>
    public ImmutableHashSet<string> Symptoms { get; init; } = [.. SymptomCodes.All.Except(SymptomCodes.Congestion)];

    /// <summary>From this score on a symptom is severe. 7 [PRO-CTCAE 3 of 4: S: SYMPATHY; 7 of 10 for it: choice].</summary>
    [Range(1, 10)]
    public int Score { get; init; } = 7;

    /// <summary>So many reports in a row below it end the episode. 2 [choice].</summary>
    [Range(1, 10)]
    public int ClearReports { get; init; } = 2;
}

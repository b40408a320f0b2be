using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>Limits of <see cref="NewSymptoms"/>.</summary>
public sealed record NewSymptomsLimits
{
    /// <summary>So many different new symptoms fire. 3 [S: Fu 2015].</summary>
    [Range(1, 20)]
    public int Symptoms { get; init; } = 3;

    /// <summary>A symptom is there from this score on, 0 to 10. 3 [choice].</summary>
    [Range(1, 10)]
    public int Score { get; init; } = 3;

    /// <summary>New within so many days. 30 [choice].</summary>
    [Range(1, 180)]
    public int NewDays { get; init; } = 30;

    /// <summary>And not there in so many days before those. 90 [choice].</summary>
    [Range(1, 365)]
    public int PreviousDays { get; init; } = 90;
}

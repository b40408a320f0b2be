using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>Limits of <see cref="SymptomWorse"/>; scores are 0 to 10.</summary>
public sealed record SymptomWorseLimits
{
    /// <summary>Codes of the symptoms whose worsening means a call to the provider [S: seed page].</summary>
    public ImmutableHashSet<string> Symptoms { get; init; } = [.. SymptomCodes.CallWhenWorse];

    /// <summary>So many points above the reference fire. 2 [S: Farrar 2001; SYMPATHY].</summary>
    [Range(1, 10)]
    public int RisePoints { get; init; } = 2;

    /// <summary>A first report fires from this score on. 4 [choice].</summary>
    [Range(1, 10)]
    public int FirstReportScore { get; init; } = 4;

    /// <summary>The reference is the median of at most so many earlier reports. 3 [choice].</summary>
    [Range(1, 10)]
    public int ReferenceReports { get; init; } = 3;

    /// <summary>Reports older than this are no reference, days. 90 [choice].</summary>
    [Range(1, 365)]
    public int ReferenceDays { get; init; } = 90;
}

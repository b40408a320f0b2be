using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>Limits of <see cref="SideEffectAfterSession"/>; scores are 0 to 10.</summary>
public sealed record SideEffectLimits
{
    /// <summary>What begins within so many hours of a session's start is put down to it. 48 [choice].</summary>
    [Range(1, 168)]
    public int WithinHours { get; init; } = 48;

    /// <summary>From this score on the provider is to be called. 7 [choice].</summary>
    [Range(1, 10)]
    public int CallScore { get; init; } = 7;

    /// <summary>After so many of the last <see cref="OfSessions"/> sessions the provider is to be called. 2 [choice].</summary>
    [Range(1, 8)]
    public int CallSessions { get; init; } = 2;

    /// <summary>How many sessions are looked back at. 3 [choice].</summary>
    [Range(1, 8)]
    public int OfSessions { get; init; } = 3;

    /// <summary>So many sessions in a row without it end the episode. 2 [choice].</summary>
    [Range(1, 8)]
    public int ClearSessions { get; init; } = 2;
}

using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PlanningVisits;

/// <summary>When limbs at risk are to be measured, and from when on a missing measurement is told (LYM-042).</summary>
public sealed record VisitOverdueLimits
{
    /// <summary>Days between visits at first. 91 [choice; three-monthly: Stout Gergich 2008].</summary>
    [Range(7, 365)]
    public int FirstIntervalDays { get; init; } = 91;

    /// <summary>Until so many months after surgery. 36 [choice].</summary>
    [Range(1, 240)]
    public int FirstUntilMonth { get; init; } = 36;

    /// <summary>Days between visits then. 182 [choice].</summary>
    [Range(7, 730)]
    public int SecondIntervalDays { get; init; } = 182;

    /// <summary>Until so many months after surgery. 60 [choice].</summary>
    [Range(1, 240)]
    public int SecondUntilMonth { get; init; } = 60;

    /// <summary>Days between visits later. 365 [choice].</summary>
    [Range(7, 1095)]
    public int LaterIntervalDays { get; init; } = 365;

    /// <summary>Days to the next visit after one that found swelling. 30 [choice].</summary>
    [Range(7, 90)]
    public int RecheckDays { get; init; } = 30;

    /// <summary>A change of so many percent is swelling in this sense. 5 [S: Specht 2013].</summary>
    [Range(1, 50)]
    public double RecheckFromPercent { get; init; } = 5;

    /// <summary>
    /// Within 90 days after surgery a change of so many percent is. 3 [S: Specht 2013; that the next visit is brought forward: choice].
    /// </summary>
    [Range(1, 50)]
    public double EarlyRecheckFromPercent { get; init; } = 3;

    /// <summary>Days of grace after the due date. 30 [choice].</summary>
    [Range(0, 180)]
    public int GraceDays { get; init; } = 30;

    /// <summary>Days of grace after the due date of a recheck. 14 [choice].</summary>
    [Range(0, 180)]
    public int RecheckGraceDays { get; init; } = 14;

    /// <summary>The schedule these figures make.</summary>
    public SurveillanceSchedule ToSchedule() => new()
    {
        FirstIntervalDays = FirstIntervalDays,
        FirstUntilMonth = FirstUntilMonth,
        SecondIntervalDays = SecondIntervalDays,
        SecondUntilMonth = SecondUntilMonth,
        LaterIntervalDays = LaterIntervalDays,
        RecheckDays = RecheckDays,
        GraceDays = GraceDays,
        RecheckGraceDays = RecheckGraceDays,
    };
}

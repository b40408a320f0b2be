using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.DetectingFluid;
using LymphOutcomes.Alerting.DetectingRedFlags;
using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.FollowingTrends;
using LymphOutcomes.Alerting.PlanningVisits;
using LymphOutcomes.Alerting.WatchingWeight;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>The rules and limits a patient is judged by. Every alert keeps the version that judged it.</summary>
/// <remarks>
/// Version 1 is LYM-001 alone, as first released; version 2 has five rules; version 3 has all, and runs unless the setting
/// <see cref="RuleSetSetting.Key"/> says otherwise (ADR-0008), or the hospital has put a version of its own in force
/// (<see cref="ChoosingRules.RuleSetHistory"/>). What is settled of a history holds for all sets of the same limits.
/// </remarks>
/// <param name="Version">From 1.</param>
/// <param name="Active">Ids of the rules that raise alerts. Alerts of other rules are left as they are.</param>
public sealed record RuleSet(int Version, ImmutableHashSet<string> Active)
{
    /// <summary>Version 1: LYM-001 alone, and no quiet time after a resolution but the one of the margin.</summary>
    public static RuleSet First { get; } =
        new(1, [DetectingSwelling.SwellingHigh.Id])
        {
            WatchCooldownDays = 0,
            InfoCooldownDays = 0,
            Trajectory = TrajectoryLimits.Plain,
        };

    /// <summary>Version 2: five rules, with the figures of the domain sheet.</summary>
    public static RuleSet Second { get; } = new(2, ["LYM-001", "LYM-002", "LYM-003", "LYM-009", "LYM-010"])
    {
        Trajectory = TrajectoryLimits.Plain,
    };

    /// <summary>Version 3: every rule there is, with the figures of the domain sheet.</summary>
    public static RuleSet Third { get; } = new(3, Rules.Ids);

    /// <summary>What the service runs unless its settings say otherwise.</summary>
    public static RuleSet Standard => Third;

    /// <summary>Every version there is.</summary>
    public static IReadOnlyList<RuleSet> All { get; } = [First, Second, Third];

    /// <summary>
    /// Which of the hospital's activations put it in force, from 1; 0 when none did: it is what the service's settings say. Not a
    /// part of what the set says.
    /// </summary>
    [JsonIgnore]
    public int Activation { get; init; }

    /// <summary>Which readings make a trend; LYM-050 and -051 speak of those that do not, LYM-052 of a trend that starts anew.</summary>
    public TrajectoryLimits Trajectory { get; init; } = new();

    /// <summary>LYM-001.</summary>
    public SwellingHighLimits SwellingHigh { get; init; } = new();

    /// <summary>LYM-002.</summary>
    public LowVolumeLimits LowVolume { get; init; } = new();

    /// <summary>LYM-003.</summary>
    public EarlySwellingLimits EarlySwelling { get; init; } = new();

    /// <summary>LYM-004.</summary>
    public RapidRiseLimits RapidRise { get; init; } = new();

    /// <summary>LYM-005, and the state, level and pace that are shown.</summary>
    public RisingTrendLimits RisingTrend { get; init; } = new();

    /// <summary>LYM-008.</summary>
    public NoBaselineLimits NoBaseline { get; init; } = new();

    /// <summary>LYM-009.</summary>
    public BorderlineLimits Borderline { get; init; } = new();

    /// <summary>LYM-010.</summary>
    public SymptomWorseLimits SymptomWorse { get; init; } = new();

    /// <summary>LYM-006.</summary>
    public FluidRiseLimits FluidRise { get; init; } = new();

    /// <summary>LYM-007.</summary>
    public GirthRiseLimits GirthRise { get; init; } = new();

    /// <summary>LYM-011.</summary>
    public SevereSymptomLimits SevereSymptom { get; init; } = new();

    /// <summary>LYM-012.</summary>
    public QuestionnaireWorseLimits QuestionnaireWorse { get; init; } = new();

    /// <summary>LYM-013.</summary>
    public NewSymptomsLimits NewSymptoms { get; init; } = new();

    /// <summary>LYM-020.</summary>
    public CellulitisSignsLimits CellulitisSigns { get; init; } = new();

    /// <summary>LYM-021.</summary>
    public ClotSignsLimits ClotSigns { get; init; } = new();

    /// <summary>LYM-023.</summary>
    public SepsisWordsLimits SepsisWords { get; init; } = new();

    /// <summary>LYM-031.</summary>
    public PlannedDespiteConditionLimits PlannedDespiteCondition { get; init; } = new();

    /// <summary>LYM-033.</summary>
    public SideEffectLimits SideEffect { get; init; } = new();

    /// <summary>LYM-035.</summary>
    public NoResponseLimits NoResponse { get; init; } = new();

    /// <summary>LYM-036.</summary>
    public RelapseLimits Relapse { get; init; } = new();

    /// <summary>LYM-040.</summary>
    public CompressionLapseLimits CompressionLapse { get; init; } = new();

    /// <summary>LYM-041.</summary>
    public WeightShiftLimits WeightShift { get; init; } = new();

    /// <summary>LYM-042, and the due dates that are shown.</summary>
    public VisitOverdueLimits VisitOverdue { get; init; } = new();

    /// <summary>
    /// Last day after surgery on a side that is still early: LYM-003 speaks for it, the other swelling rules do not. 90 [S: McDuff
    /// 2019 has three months; 90 days for them: choice].
    /// </summary>
    [Range(0, 365)]
    public int QuietDaysAfterSurgery { get; init; } = 90;

    /// <summary>Evidence older than this when it becomes known opens an alert as information only. 90 [choice].</summary>
    [Range(7, 730)]
    public int HistoricalAfterDays { get; init; } = 90;

    /// <summary>
    /// Evidence not older than this when it becomes known is news, also when its sender says that history is loaded, hours; 0 = its
    /// sender is believed. 48 [choice]: a load is of old things by definition, and a flag left on must not silence an emergency.
    /// </summary>
    [Range(0, 168)]
    public int LoadedIsNewsHours { get; init; } = 48;

    /// <summary>How long a resolution keeps evidence within the margin of its peak quiet, days. 91 [choice].</summary>
    [Range(0, 365)]
    public int CountedAfterResolutionDays { get; init; } = 91;

    /// <summary>How long a resolved watch alert stays quiet for evidence no more severe, days; 0 = not at all. 30 [choice].</summary>
    [Range(0, 365)]
    public int WatchCooldownDays { get; init; } = 30;

    /// <summary>How long a resolved info alert stays quiet for evidence no more severe, days; 0 = not at all. 90 [choice].</summary>
    [Range(0, 365)]
    public int InfoCooldownDays { get; init; } = 90;

    /// <summary>How soon an alert nobody takes up is passed on, and how long one may be put aside.</summary>
    public EscalationLimits Escalation { get; init; } = new();

    /// <summary>How long an alert lasts of which nothing is heard.</summary>
    public ExpiryLimits Expiry { get; init; } = new();

    /// <summary>The quiet time after a resolution, by the severity the alert had; null = none, as for all that needs a call.</summary>
    public TimeSpan? CooldownOf(Severity severity) => severity switch
    {
        Severity.Info when InfoCooldownDays > 0 => TimeSpan.FromDays(InfoCooldownDays),
        Severity.Watch when WatchCooldownDays > 0 => TimeSpan.FromDays(WatchCooldownDays),
        _ => null,
    };
}

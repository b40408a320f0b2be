using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Figures of a rule set that make sense only together. A new rule adds its own here.</summary>
public static class RuleSetCrossChecks
{
    private static readonly (string Path, Func<RuleSet, bool> Holds, string Words)[] All =
    [
        ("active", rules => !rules.Active.IsEmpty, "At least one rule must be active."),
        ("active", rules => rules.Active.All(Rules.Ids.Contains), "Names a rule that does not exist."),
        (
            "swellingHigh.clearPercent",
            rules => rules.SwellingHigh.ClearPercent < rules.SwellingHigh.TriggerPercent,
            "An episode must end below where it begins (triggerPercent)."),
        (
            "lowVolume.triggerPercent",
            rules => rules.LowVolume.TriggerPercent < rules.LowVolume.BelowPercent,
            "Must be less than belowPercent, from which on another rule speaks."),
        (
            "lowVolume.belowPercent",
            rules => rules.LowVolume.BelowPercent <= rules.SwellingHigh.TriggerPercent,
            "Must not be more than swellingHigh.triggerPercent."),
        (
            "lowVolume.clearPercent",
            rules => rules.LowVolume.ClearPercent <= rules.LowVolume.TriggerPercent,
            "Must not be more than triggerPercent."),
        (
            "lowVolume.clearAtOncePercent",
            rules => rules.LowVolume.ClearAtOncePercent <= rules.LowVolume.ClearPercent,
            "Must not be more than clearPercent."),
        (
            "lowVolume.confirmWithinDays",
            rules => rules.LowVolume.ConfirmWithinDays > rules.LowVolume.ConfirmAfterDays,
            "Must be more than confirmAfterDays."),
        (
            "rapidRise.withinDays",
            rules => rules.RapidRise.WithinDays > rules.RapidRise.AfterDays,
            "Must be more than afterDays."),
        (
            "risingTrend.slopeSpanDays",
            rules => rules.RisingTrend.SlopeSpanDays < rules.RisingTrend.SlopeWindowDays,
            "Must be less than slopeWindowDays, or no limb would ever have a slope."),
        (
            "risingTrend.levelWindowDays",
            rules => rules.RisingTrend.LevelWindowDays <= rules.RisingTrend.SlopeWindowDays,
            "Must not be more than slopeWindowDays: older readings are not remembered."),
        (
            "noBaseline.callPercent",
            rules => rules.NoBaseline.CallPercent >= Math.Max(
                Math.Max(rules.NoBaseline.DominantArmPercent, rules.NoBaseline.OtherArmPercent),
                Math.Max(rules.NoBaseline.UnknownArmPercent, rules.NoBaseline.LegPercent)),
            "Must not be less than the limit of any limb."),
        (
            "visitOverdue.secondUntilMonth",
            rules => rules.VisitOverdue.SecondUntilMonth > rules.VisitOverdue.FirstUntilMonth,
            "Must be more than firstUntilMonth."),
        (
            "borderline.belowPercent",
            rules => rules.Borderline.BelowPercent > rules.Borderline.TriggerPercent,
            "Must be more than triggerPercent."),
        ("symptomWorse.symptoms", rules => rules.SymptomWorse.Symptoms.Count is >= 1 and <= 64, "1 to 64 symptoms."),
        (
            "symptomWorse.symptoms",
            rules => rules.SymptomWorse.Symptoms.All(code => code.Length is >= 1 and <= 64 && !code.Any(char.IsControl)),
            "A code is 1 to 64 characters."),
        (
            "escalation.zone",
            rules => rules.Escalation.Zone is not { } zone || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _),
            "Must be an IANA time zone such as Europe/Ljubljana."),
        ("escalation.holidays", rules => rules.Escalation.Holidays.Count <= 1_000, "At most 1,000 days."),
        (
            "expiry.days",
            rules => rules.Expiry.Days.All(rule => Rules.Ids.Contains(rule.Key) || ExpiryLimits.Sheet.ContainsKey(rule.Key)),
            "Names a rule that does not exist."),
        ("expiry.days", rules => rules.Expiry.Days.Values.All(days => days is >= 0 and <= 3_650), "0 to 3,650 days."),
        ("severeSymptom.symptoms", rules => rules.SevereSymptom.Symptoms.Count is >= 1 and <= 64, "1 to 64 symptoms."),
        (
            "severeSymptom.symptoms",
            rules => rules.SevereSymptom.Symptoms.All(code => code.Length is >= 1 and <= 64 && !code.Any(char.IsControl)),
            "A code is 1 to 64 characters."),
        (
            "fluidRise.callPoints",
            rules => rules.FluidRise.CallPoints >= rules.FluidRise.WatchPoints,
            "Must not be less than watchPoints."),
        (
            "fluidRise.clearPoints",
            rules => rules.FluidRise.ClearPoints <= rules.FluidRise.WatchPoints,
            "Must not be more than watchPoints."),
        (
            "girthRise.bellyCallCm",
            rules => rules.GirthRise.BellyCallCm >= rules.GirthRise.BellyWatchCm,
            "Must not be less than bellyWatchCm."),
        (
            "girthRise.bellyAndNeckClearCm",
            rules => rules.GirthRise.BellyAndNeckClearCm <= Math.Min(rules.GirthRise.BellyWatchCm, rules.GirthRise.NeckWatchCm),
            "Must not be more than bellyWatchCm and neckWatchCm."),
        (
            "girthRise.figureOfEightClearCm",
            rules => rules.GirthRise.FigureOfEightClearCm <= rules.GirthRise.FigureOfEightWatchCm,
            "Must not be more than figureOfEightWatchCm."),
        (
            "questionnaireWorse.llisCallPoints",
            rules => rules.QuestionnaireWorse.LlisCallPoints >= rules.QuestionnaireWorse.LlisWatchPoints,
            "Must not be less than llisWatchPoints."),
        (
            "sepsisWords.veryHighFeverCelsius",
            rules => rules.SepsisWords.VeryHighFeverCelsius >= rules.CellulitisSigns.FeverCelsius,
            "Must not be less than cellulitisSigns.feverCelsius."),
    ];

    /// <summary>What does not go together; empty when all does.</summary>
    public static IEnumerable<RuleSetFault> Faults(RuleSet rules) =>
        All.Where(check => !check.Holds(rules)).Select(check => new RuleSetFault(check.Path, check.Words));
}

using System.Collections.Immutable;
using LymphOutcomes.Alerting.DetectingFluid;
using LymphOutcomes.Alerting.DetectingRedFlags;
using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.FollowingTrends;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.PlanningVisits;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Alerting.WatchingWeight;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Every rule, asked in turn. A new rule is a line here, its limits in the rule set, and one small file of its own. Pure.
/// </summary>
public static class Rules
{
    private static readonly Rule<SwellingSeries>[] OfLimbs =
    [
        new(SwellingHigh.Id, SwellingHigh.Follow),
        new(LowVolume.Id, LowVolume.Follow),
        new(EarlySwelling.Id, EarlySwelling.Follow),
        new(RapidRise.Id, RapidRise.Follow),
        new(RisingTrend.Id, RisingTrend.Follow),
        new(NoBaseline.Id, NoBaseline.Follow),
        new(Borderline.Id, Borderline.Follow),
        new(MethodChanged.Id, MethodChanged.Follow),
    ];

    private static readonly Rule<SymptomSeries>[] OfSymptoms =
        [new(SymptomWorse.Id, SymptomWorse.Follow), new(SevereSymptom.Id, SevereSymptom.Follow)];

    private static readonly Rule<ReportSeries>[] OfReports = [new(NewSymptoms.Id, NewSymptoms.Follow)];

    private static readonly Rule<QuestionnaireSeries>[] OfQuestionnaires = [new(QuestionnaireWorse.Id, QuestionnaireWorse.Follow)];

    private static readonly Rule<FluidSeries>[] OfFluids = [new(FluidRise.Id, FluidRise.Follow)];

    private static readonly Rule<GirthSeries>[] OfGirths = [new(GirthRise.Id, GirthRise.Follow)];

    private static readonly Rule<RedFlagSeries>[] OfRedFlags =
    [
        new(CellulitisSigns.Id, CellulitisSigns.Follow),
        new(EmergencySymptoms.Id, EmergencySymptoms.Follow),
        new(SepsisWords.Id, SepsisWords.Follow),
    ];

    private static readonly Rule<ClotSeries>[] OfClots = [new(ClotSigns.Id, ClotSigns.Follow)];

    private static readonly Rule<LimbVisits>[] OfVisits = [new(VisitOverdue.Id, VisitOverdue.Follow)];

    private static readonly Rule<WeightSeries>[] OfWeights = [new(WeightShift.Id, WeightShift.Follow)];

    private static readonly RuleOfMany<IReadOnlyList<HeldPoint>>[] OfHeldPoints =
        [new(DoubtfulValue.ImplausibleId, DoubtfulValue.Implausible), new(DoubtfulValue.UnitOrSideId, DoubtfulValue.UnitOrSide)];

    private static readonly RuleOfMany<TreatmentSeries>[] OfTreatment =
    [
        new(SessionDespiteCondition.Id, SessionDespiteCondition.Follow),
        new(PlannedDespiteCondition.Id, PlannedDespiteCondition.Follow),
        new(AreaOrConsent.Id, AreaOrConsent.Follow),
        new(SideEffectAfterSession.Id, SideEffectAfterSession.Follow),
        new(SelfMassageUntaught.Id, SelfMassageUntaught.Follow),
        new(NoResponse.Id, NoResponse.Follow),
        new(Relapse.Id, Relapse.Follow),
        new(CompressionLapse.Id, CompressionLapse.Follow),
    ];

    /// <summary>Ids of all rules there are.</summary>
    public static ImmutableHashSet<string> Ids { get; } =
    [
        .. OfLimbs.Select(rule => rule.Id),
        .. OfHeldPoints.Select(rule => rule.Id),
        .. OfSymptoms.Select(rule => rule.Id),
        .. OfReports.Select(rule => rule.Id),
        .. OfQuestionnaires.Select(rule => rule.Id),
        .. OfFluids.Select(rule => rule.Id),
        .. OfGirths.Select(rule => rule.Id),
        .. OfRedFlags.Select(rule => rule.Id),
        .. OfClots.Select(rule => rule.Id),
        .. OfTreatment.Select(rule => rule.Id),
        .. OfVisits.Select(rule => rule.Id),
        .. OfWeights.Select(rule => rule.Id),
        CorrectionNotices.Rule,
    ];

    /// <summary>
    /// True for rules about the data itself: their evidence gone is the doubt gone, which is how they clear (domain sheet 5).
    /// </summary>
    public static bool ClearsWithItsEvidence(string rule) => rule is DoubtfulValue.ImplausibleId or DoubtfulValue.UnitOrSideId;

    /// <summary>
    /// All episodes of one patient by the active rules, those of one key oldest first; the same facts and the same moment give
    /// the same episodes.
    /// </summary>
    /// <remarks>
    /// Where the picture has settled its older history, that is gone on from; episodes that ended long ago are then not among
    /// those returned (<see cref="SettledHistory.Forgets"/>).
    /// </remarks>
    /// <param name="picture">The patient.</param>
    /// <param name="rules">Limits, and which rules are active.</param>
    /// <param name="now">The moment: some episodes begin or end by time alone.</param>
    public static IReadOnlyList<Episode> Judge(PatientPicture picture, RuleSet rules, DateTimeOffset now) =>
        Judge(picture, PatientSeries.Of(picture, rules), rules, now);

    /// <summary>The same, for a caller that has drawn the picture's series already.</summary>
    public static IReadOnlyList<Episode> Judge(PatientPicture picture, PatientSeries series, RuleSet rules, DateTimeOffset now) =>
        Judge(picture, series, rules, now, out _);

    /// <summary>The same, with what is to come by time alone.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="series">The picture's series.</param>
    /// <param name="rules">Limits, and which rules are active.</param>
    /// <param name="now">The moment.</param>
    /// <param name="moments">As <see cref="MomentsAfter"/> gives them for the same picture.</param>
    public static IReadOnlyList<Episode> Judge(
        PatientPicture picture, PatientSeries series, RuleSet rules, DateTimeOffset now, out IReadOnlyList<DateTimeOffset> moments)
    {
        Judgement judgement = FromSettled(picture, series, rules);
        moments = ToCome(judgement, rules, now);
        return
        [
            .. judgement.Ended
                .Concat(judgement.Progress.Select(progress => progress.Stretch?.ToEpisode(progress.Key, now)).OfType<Episode>())
                .Concat(DoubtfulValue.OfWaiting(picture.Waiting))
                .Where(episode => rules.Active.Contains(episode.Key.Rule))
                // In one order, wherever the older history was settled. The sort keeps those of one key oldest first.
                .OrderBy(episode => episode.Key.Place, StringComparer.Ordinal),
        ];
    }

    /// <summary>The moments to come at which what an active rule finds changes by time alone.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="rules">Limits, and which rules are active.</param>
    /// <param name="now">Moments later than this.</param>
    public static IReadOnlyList<DateTimeOffset> MomentsAfter(PatientPicture picture, RuleSet rules, DateTimeOffset now) =>
        ToCome(FromSettled(picture, PatientSeries.Of(picture, rules), rules), rules, now);

    /// <summary>
    /// Goes on from what was found before over later points, with every rule there is: what is settled must hold for whichever
    /// rules become active later.
    /// </summary>
    public static Judgement GoOn(Judgement before, PatientSeries series, RuleSet rules)
    {
        Following following = new(before, rules);
        following.Each(OfLimbs, series.Swelling, (rule, limb) => limb.KeyFor(rule));
        following.Each(OfHeldPoints, HeldPoint.Of(series.Swelling));
        following.Each(OfSymptoms, series.Symptoms, (rule, symptom) => symptom.KeyFor(rule));
        following.Each(OfReports, series.Reports, (rule, _) => new(rule, Limb: null));
        following.Each(OfQuestionnaires, series.Questionnaires, (rule, instrument) => instrument.KeyFor(rule));
        following.Each(OfFluids, series.Fluids, (rule, fluid) => new(rule, fluid.Limb));
        following.Each(OfGirths, series.Girths, (rule, girth) => girth.KeyFor(rule));
        following.Each(OfRedFlags, series.RedFlags, (rule, signs) => signs.KeyFor(rule));
        following.Each(OfClots, series.Clots, (rule, limb) => limb.KeyFor(rule));
        // After those of limbs: whether a limb is swollen bears on compression.
        following.Each(OfTreatment, series.Treatment with { Swollen = following.TimesOf(CompressionLapse.SwellingRules) });
        following.Each(OfVisits, LimbVisits.Of(series.Swelling), (rule, visits) => new(rule, visits.Limb));
        following.Each(OfWeights, series.Weights, (rule, _) => WeightSeries.KeyFor(rule));
        return following.ToJudgement();
    }

    private static IReadOnlyList<DateTimeOffset> ToCome(Judgement judgement, RuleSet rules, DateTimeOffset now) =>
    [
        .. judgement.Progress.Where(progress => progress.Stretch is not null && rules.Active.Contains(progress.Key.Rule))
            .SelectMany(progress => new[] { progress.Stretch!.BeginsAt, progress.Stretch.Rises?.At, progress.Stretch.EndsAt })
            .OfType<DateTimeOffset>()
            .Where(moment => moment > now),
    ];

    private static Judgement FromSettled(PatientPicture picture, PatientSeries series, RuleSet rules) =>
        GoOn(picture.Settled?.Judgement ?? Judgement.Nothing, series.Within(new(picture.Settled?.Until, UpTo: null)), rules);
}

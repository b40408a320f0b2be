using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// LYM-030: a session took place while a condition spoke against it: urgent for an infection, fever, clot or stroke, a call to the
/// provider for heart disease and kidney failure.
/// </summary>
/// <remarks>
/// Source: the seed page (Cleveland Clinic, reviewed 2024-09-19); the two groups: domain sheet 3.3. Each session is an alert of its
/// own, and no fact ends it: that somebody looked into it is said by resolving the alert. Such an episode is final the moment the
/// session took place, only a correction can undo it, and then the history is read again. So it is given with those that are over,
/// without an end, and memory holds no more of them than of those: one that is no longer kept leaves its alert as it is. Whether a
/// condition was active then is asked of everything on record, so one that becomes known later makes an old session wrong
/// afterwards. Self-massage and cosmetic sessions count: the reason to hold is the patient, not the purpose. Pure.
/// </remarks>
public static class SessionDespiteCondition
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-030";

    /// <summary>Follows treatment over points later than those already followed.</summary>
    /// <param name="series">The treatment and the points to follow.</param>
    /// <param name="before">What is remembered of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes to which nothing later can be added.</param>
    /// <returns>What to remember after the last point.</returns>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        ThermometerFever fever = ThermometerFever.From(before.SingleOrDefault());
        foreach (FactPoint point in series.Points.OfType<FactPoint>())
        {
            if (point.Fact is TemperatureTaken taken)
                fever = fever.After(taken, point.Seq);
            else if (point.Fact is SessionGiven session && Judge(session, point, fever, series.Background) is { } episode)
                ended.Add(episode);
        }

        return [fever.ToMemory(Id)];
    }

    private static Episode? Judge(SessionGiven session, FactPoint point, ThermometerFever fever, TreatmentBackground background)
    {
        List<(Contraindication Condition, Evidence Evidence)> against =
        [
            .. background.Holds.Against(point.At).Select(active => (active.Condition, background.ConditionOf(active)))
                .Select(known => (known.Condition, EvidenceOf(known.Condition, known.Item2.Fact.Origin.Id, known.Item2.Seq))),
        ];
        if (fever.IsAgainst(point.At, background))
            against.Add((Contraindication.Fever, EvidenceOf(Contraindication.Fever, fever.Fact, fever.Seq)));
        if (against.Count == 0)
            return null;

        Severity severity = against.Max(condition => condition.Evidence.Severity);
        Trail trail = against.Select(condition => condition.Evidence)
            .Aggregate(Trail.Begin(new(point.FactId, point.Seq, point.At, against.Count, severity)), (trail, next) => trail.With(next));
        return new(
            TreatmentWords.KeyOf(Id, session.Origin),
            trail,
            MarginPoints: null,
            new Dictionary<string, double> { ["activeConditions"] = against.Count, ["sessionMinutes"] = session.Minutes },
            $"Massage was given on {TreatmentWords.DayOf(point.At)} although "
                + $"{TreatmentWords.And(against.Select(condition => condition.Condition))} is on record. "
                + "Tell the provider and the therapist.",
            End: null);

        // A condition counts at the time of the session, however long ago it began.
        Evidence EvidenceOf(Contraindication condition, Guid fact, long seq) => new(fact, seq, point.At, 1, SeverityOf(condition));
    }

    private static Severity SeverityOf(Contraindication condition) =>
        Contraindications.GroupOf(condition) == HoldGroup.Acute ? Severity.Urgent : Severity.CallProvider;
}

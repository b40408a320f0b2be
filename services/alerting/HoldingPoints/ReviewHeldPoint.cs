using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>What a person says about a held point, and what follows at once. Pure.</summary>
public static class ReviewHeldPoint
{
    /// <summary>The patient has no such point.</summary>
    public const string NoSuchPoint = "no-such-point";

    /// <summary>The point is not held, or that was said already.</summary>
    public const string NotHeld = "not-held";

    /// <summary>A person releases a held point, or one that was called wrong.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="by">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Release(StreamView<PatientPicture> view, Guid fact, string by, NoteRef reason, RuleSet rules) =>
        Decide(view, fact, new(fact, Released: true), new HeldPointReleased(fact, by, reason), rules);

    /// <summary>A person calls a held point wrong, or one that was released.</summary>
    /// <inheritdoc cref="Release"/>
    public static Decision Reject(StreamView<PatientPicture> view, Guid fact, string by, NoteRef reason, RuleSet rules) =>
        Decide(view, fact, new(fact, Released: false), new HeldPointRejected(fact, by, reason), rules);

    private static Decision Decide(
        StreamView<PatientPicture> view, Guid fact, ReviewedPoint said, object @event, RuleSet rules)
    {
        PatientPicture picture = view.State;
        if (picture.IsAway)
            return new Decision.Reject(NoSuchPoint, "The patient was merged into another, and the points are looked at there.");
        // It is rare, and may change what is settled.
        if (picture.Settled is not null)
            return new Decision.ReadHistory();

        List<TrendPoint> points =
            [.. Trajectories.Of(picture, rules).SelectMany(series => series.Points).Where(point => point.FactId == fact)];
        ReviewedPoint? before = picture.Reviewed?.Find(known => known.Fact == fact);
        if (points.Count == 0)
            return new Decision.Reject(NoSuchPoint, "The patient has no such point, or not any more.");
        if (before == said || (before is null && points.TrueForAll(point => point.Held is null)))
            return new Decision.Reject(NotHeld, "The point is not held, or this was said already.");

        PatientPicture after = picture.With(said);
        PatientSeries series = PatientSeries.Of(after, rules);
        Guid origin = DerivedId.From(fact, (int)view.Version);
        return new Decision.Append(
        [
            new NewEvent(@event),
            .. BaselineRule.Changed(after, series.Swelling).Select(changed => new NewEvent(changed)),
            .. Reconciler.Reconcile(
                    after, Rules.Judge(after, series, rules, view.Now), rules, view.Now, n => DerivedId.From(origin, n))
                .Select(follows => new NewEvent(follows)),
        ]);
    }
}

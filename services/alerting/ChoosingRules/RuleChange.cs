using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// Brings a patient to the rule set in force, before anything else is decided on. What other rules newly find in what was known
/// already is held back (<see cref="Holding"/>); what is urgent is not. Pure.
/// </summary>
public static class RuleChange
{
    private const int FirstAlertOrdinal = 1_000;

    /// <summary>The patient under the rules in force, and what follows from the change.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="rules">The rule set in force.</param>
    /// <returns>Null when the whole stream is needed: older history is settled under other limits.</returns>
    /// <exception cref="RulesBehindException">This program has not heard yet of the rules the patient is judged by.</exception>
    public static CaughtUp? CatchUp(StreamView<PatientPicture> view, RuleSet rules)
    {
        PatientPicture picture = view.State;
        // Judged with another patient's facts; caught up with when the patient comes back.
        if (picture.IsAway)
            return new(picture, []);
        string limits = KnownLimits.KeyOf(rules);
        int activation = picture.Under?.Activation ?? 0;
        if (rules.Activation < activation)
            throw new RulesBehindException();
        bool sameLimits = limits == (picture.Under?.Limits ?? KnownLimits.OfStandard);
        if (sameLimits && rules.Activation == activation)
            return new(picture, []);
        if (!sameLimits && picture.Settled is not null)
            return null;

        PatientJudgedUnder under = new(rules.Version, rules.Activation, limits);
        picture = picture with { Under = under };
        bool isToBeJudged = picture.Facts.Count > 0 || picture.Settled is not null;
        return (isToBeJudged, rules.Activation > activation) switch
        {
            (true, true) => Judge(view, picture, under, rules),
            // Without an activation the service's settings changed: what they find is told with the next facts, as it always was.
            (true, false) when !picture.Alerts.IsEmpty => Outrule(view, picture, under, rules),
            _ => new(picture, [new(under, IdOf(view, rules, 0), CauseOf(rules))]),
        };
    }

    /// <summary>
    /// Decides on the patient as the rules in force have it; what the change of rules led to is written before what was decided. Every
    /// decision that judges goes through here.
    /// </summary>
    /// <param name="view">The patient.</param>
    /// <param name="rules">The rule set in force.</param>
    /// <param name="decide">What is asked of the patient.</param>
    public static Decision First(
        StreamView<PatientPicture> view, RuleSet rules, Func<StreamView<PatientPicture>, Decision> decide)
    {
        if (CatchUp(view, rules) is not { } caughtUp)
            return new Decision.ReadHistory();
        if (caughtUp.Events.Count == 0)
            return decide(view);
        Decision decision = decide(view with { State = caughtUp.Picture, LogSeq = view.LogSeq + caughtUp.Events.Count });
        return decision is Decision.Append append ? append with { Events = [.. caughtUp.Events, .. append.Events] } : decision;
    }

    /// <summary>Decides on nothing but the change.</summary>
    public static Decision Rejudge(StreamView<PatientPicture> view, RuleSet rules) => CatchUp(view, rules) switch
    {
        null => new Decision.ReadHistory(),
        { Events: var events } => Decision.Of(events),
    };

    /// <summary>What stands beside each event that a rule change led to.</summary>
    /// <param name="activation">As in <see cref="RuleSetActivated"/>.</param>
    public static string CauseOf(int activation) => $"rule-change-{activation}";

    private static CaughtUp Judge(StreamView<PatientPicture> view, PatientPicture picture, PatientJudgedUnder under, RuleSet rules)
    {
        PatientSeries series = PatientSeries.Of(picture, rules);
        List<object> follows = [under];
        foreach (BaselineChanged changed in BaselineRule.Changed(picture, series.Swelling))
        {
            follows.Add(changed);
            picture = picture.With(changed);
        }

        follows.AddRange(Holding.Hold(Reconcile(view, picture, series, rules), view.Now));
        return CaughtUpBy(follows, view, picture, rules);
    }

    // What the facts to come would find gone is not gone: the rules are others.
    private static CaughtUp Outrule(StreamView<PatientPicture> view, PatientPicture picture, PatientJudgedUnder under, RuleSet rules) =>
        CaughtUpBy(
            [
                under,
                .. Reconcile(view, picture, PatientSeries.Of(picture, rules), rules)
                    .Where(happened => happened is AlertCleared or AlertWithdrawn && happened.Alert.Outruled is true),
            ],
            view,
            picture,
            rules);

    private static IReadOnlyList<AlertEvent> Reconcile(
        StreamView<PatientPicture> view, PatientPicture picture, PatientSeries series, RuleSet rules) => Reconciler.Reconcile(
            picture,
            Rules.Judge(picture, series, rules, view.Now),
            rules,
            view.Now,
            n => IdOf(view, rules, FirstAlertOrdinal + n),
            isOfOtherRules: true);

    private static CaughtUp CaughtUpBy(
        IReadOnlyList<object> follows, StreamView<PatientPicture> view, PatientPicture picture, RuleSet rules) => new(
            follows.OfType<AlertEvent>().Aggregate(picture, (after, one) => after.With(one.Alert)),
            [.. follows.Select((@event, n) => new NewEvent(@event, IdOf(view, rules, n), CauseOf(rules)))]);

    private static EventHeaders CauseOf(RuleSet rules) => new(CorrelationId: CauseOf(rules.Activation));

    // Of patient, activation and place in the stream: deciding again gives the same ids, and a second change gives others.
    private static Guid IdOf(StreamView<PatientPicture> view, RuleSet rules, int ordinal) => DerivedId.From(
        DerivedId.From(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{view.Stream.Tenant} {view.Stream.Id} {CauseOf(rules.Activation)} {view.Version}"))),
        ordinal);
}

/// <summary>A patient under the rule set in force.</summary>
/// <param name="Picture">With <paramref name="Events"/> folded in.</param>
/// <param name="Events">What the change led to; empty when there was none.</param>
public sealed record CaughtUp(PatientPicture Picture, IReadOnlyList<NewEvent> Events);

/// <summary>Another instance has put rules in force that this one has not heard of yet: come again in a moment.</summary>
public sealed class RulesBehindException()
    : InvalidOperationException("The patient is judged by rules this program has not heard of yet.");

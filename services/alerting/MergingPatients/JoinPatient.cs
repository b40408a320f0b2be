using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.MergingPatients;

/// <summary>
/// Takes facts of a merged patient into the stream of the one who goes on for both, and says in the same append what follows. Pure,
/// and safe to repeat.
/// </summary>
public static class JoinPatient
{
    /// <summary>Most facts in one append: each is looked for, and each may have an event.</summary>
    public const int FactsMax = 400;

    /// <summary>Most alerts that go along: what follows from them must fit into the same append. [choice]</summary>
    public const int AlertsMax = 300;

    /// <summary>Decides on copies of facts.</summary>
    /// <param name="view">The patient who goes on.</param>
    /// <param name="joining">What comes, with the facts looked for by <see cref="JoinedFacts.IdsIn"/>.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Decide(StreamView<PatientPicture> view, JoinedFacts joining, RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(joining);
        JoinedPatient? known = view.State.Joined(joining.From);
        if (known?.Change > joining.Change)
            return new Decision.Nothing();
        bool isWhole = known is { IsWhole: true } && known.Change == joining.Change;
        List<PatientFact> fresh =
        [
            .. joining.Facts.Where(fact => !view.Known.ContainsKey(joining.IdOf(view.Stream, fact.Origin.Id)))
                .DistinctBy(fact => fact.Origin.Id),
        ];
        bool completes = !isWhole && joining.Rest is not null;
        if (fresh.Count == 0 && !completes)
            return new Decision.Nothing();
        if (!isWhole && !completes)
            return new Decision.Append([.. Joined(view, joining, fresh)]);
        return view.State.IsAway
            ? Take(view, joining, fresh, completes, rules: null)
            // Other rules first see what was known already: what they find in it is not news.
            : RuleChange.First(view, rules, caughtUp => Take(caughtUp, joining, fresh, completes, rules));
    }

    // Without rules nothing is decided: the patient belongs to yet another one.
    private static Decision Take(
        StreamView<PatientPicture> view, JoinedFacts joining, List<PatientFact> fresh, bool completes, RuleSet? rules)
    {
        if (view.State.Settled is { } settled
            && (completes || fresh.Exists(fact => !settled.Admits(view.State, fact, view.Seen))))
        {
            return new Decision.ReadHistory();
        }

        List<NewEvent> taken = [.. Joined(view, joining, fresh)];
        if (completes)
        {
            taken.Add(new(
                new PatientJoined(joining.From, joining.Change, joining.Rest!.Reviewed), joining.WholeIdIn(view.Stream)));
            taken.AddRange(joining.Rest.Alerts.Select((alert, n) => new NewEvent(
                new AlertTakenOver(HereFrom(joining.From, alert), joining.From), DerivedId.From(joining.WholeIdIn(view.Stream), -1 - n))));
        }

        Guid origin = taken[0].Id!.Value;
        PatientPicture after = After(view, taken);
        IEnumerable<object> follows = rules is null
            ? []
            : AcceptFacts.Judge(after, rules, view.Now, origin, fresh.Select(fact => fact.Origin.Id).ToHashSet(), out _);
        return new Decision.Append([.. taken, .. follows.Select((@event, n) => new NewEvent(@event, DerivedId.From(origin, n)))]);
    }

    /// <summary>The picture after events that a decision is about to append.</summary>
    internal static PatientPicture After(StreamView<PatientPicture> view, IReadOnlyList<NewEvent> events) => events
        .Select((next, n) => new StoredEvent(
            view.LogSeq + 1 + n,
            next.Id ?? Guid.Empty,
            view.Stream,
            view.Version + 1 + n,
            AlertingEventTypes.All.NameOf(next.Data),
            next.Data,
            view.Now,
            EventHeaders.None))
        .Aggregate(view.State, PatientPicture.Evolve);

    private static IEnumerable<NewEvent> Joined(
        StreamView<PatientPicture> view, JoinedFacts joining, IEnumerable<PatientFact> facts) => facts.Select(fact => new NewEvent(
            new FactJoined(joining.From, joining.Change, fact),
            joining.IdOf(view.Stream, fact.Origin.Id),
            new(CausationId: fact.Origin.Id.ToString("D")),
            AcceptFacts.RecordOf(fact.Origin)));

    // Its facts have other numbers here. What a person had dealt with stays dealt with; all else is news to this card.
    private static AlertState HereFrom(Guid patient, AlertState alert) => alert with
    {
        TakenFrom = patient,
        Resolution = alert.Resolution is { } resolved
            ? resolved with
            {
                CoveredTo = 0,
                CoveredFacts = alert.Handling == Handling.Resolved ? [.. alert.Evidence.Kept] : resolved.CoveredFacts,
            }
            : null,
    };
}

/// <summary>Facts of a merged patient, on their way to the patient who goes on for both.</summary>
/// <param name="From">Whose they are.</param>
/// <param name="Change">By which change of that patient they go.</param>
/// <param name="Facts">At most <see cref="JoinPatient.FactsMax"/>.</param>
/// <param name="Rest">What goes along, with the last of them; null when there are more to come, or all else is there.</param>
public sealed record JoinedFacts(Guid From, int Change, IReadOnlyList<PatientFact> Facts, JoinedRest? Rest)
{
    /// <summary>Ids under which the facts are stored in a stream: a fact that comes by another change is stored again.</summary>
    public IReadOnlyList<Guid> IdsIn(StreamKey stream) =>
        [.. Facts.Select(fact => IdOf(stream, fact.Origin.Id)).Distinct()];

    /// <summary>The id of one of them.</summary>
    public Guid IdOf(StreamKey stream, Guid fact) => Named(stream, fact.ToString("D"));

    /// <summary>The id of what says that all are there.</summary>
    public Guid WholeIdIn(StreamKey stream) => Named(stream, "whole");

    private Guid Named(StreamKey stream, string what) => DerivedId.From(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{stream.Tenant} {stream.Id} {From:D} {Change} {what}")));
}

/// <summary>What goes along with a merged patient's facts.</summary>
/// <param name="Alerts">The alerts, as they stand.</param>
/// <param name="Reviewed">What people said about held points.</param>
public sealed record JoinedRest(IReadOnlyList<AlertState> Alerts, IReadOnlyList<ReviewedPoint> Reviewed);

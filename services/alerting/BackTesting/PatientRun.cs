using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>
/// One patient under one rule set, fact by fact in the order they came to alerting's log and at the moments they came: what people
/// would have been told. By the very decision that accepts facts; nothing is written.
/// </summary>
/// <remarks>
/// What people would have done is not known. The run takes every alert as dealt with at the moment its condition ends, so that the
/// next episode is told again, or kept quiet by the quiet times of the rule set.
/// </remarks>
public sealed class PatientRun
{
    private static readonly StreamKey AnyStream = StreamKey.OfPatient("run", Guid.Empty);
    private static readonly Dictionary<Guid, KnownEvent> NothingKnown = [];

    // A history is mostly stored in the order it happened: the less is looked at with each fact, the sooner it is through.
    private static readonly SettlingDepth Depth = new(SittingsKept: 2, FactsKept: 4, SittingsGathered: 4, FactsGathered: 6);

    // Folding away costs a look at all that is kept: not with each fact.
    private const int FactsBetweenSettlings = 6;

    private readonly RuleSet _rules;
    private readonly List<AcceptedFact> _facts = [];
    private readonly Dictionary<string, RecordSeen> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, AlertState> _alerts = [];
    private readonly Dictionary<Guid, int> _open = [];
    private readonly List<Raising> _raisings = [];
    private PatientPicture _picture;
    private int _settledAt;

    /// <summary>Begins before the first fact.</summary>
    /// <param name="rules">The rule set.</param>
    public PatientRun(RuleSet rules)
    {
        KnownLimits.Remember(rules);
        _rules = rules with { Activation = 0 };
        _picture = PatientPicture.Initial with { Under = new(rules.Version, 0, KnownLimits.KeyOf(rules)) };
    }

    /// <summary>What was told so far, in order.</summary>
    public IReadOnlyList<Raising> Raisings => _raisings;

    /// <summary>How often the whole history had to be looked at again.</summary>
    public int HistoryReads { get; private set; }

    /// <summary>Takes the next facts in.</summary>
    public void Accept(LoggedFacts group)
    {
        Incoming[] incoming = [.. group.Facts.Select(one => new Incoming(one.Fact.Origin.Id, Traceparent: null, one.Fact, Parked: null))];
        Decision decision = AcceptFacts.Decide(ViewAt(group), incoming, _rules);
        if (decision is Decision.ReadHistory)
        {
            HistoryReads++;
            _picture = _picture with { Facts = [.. _facts], Alerts = [.. _alerts.Values], Settled = null };
            decision = AcceptFacts.Decide(ViewAt(group), incoming, _rules);
        }

        foreach (AcceptedFact one in group.Facts)
        {
            _facts.Add(one);
            _picture = _picture.With(one.Seq, one.Fact);
        }

        if (decision is Decision.Append append)
            Follow(append, group);
        if (_facts.Count - _settledAt >= FactsBetweenSettlings)
        {
            _settledAt = _facts.Count;
            _picture = Settling.Settle(_picture, _rules, Depth);
        }
    }

    private StreamView<PatientPicture> ViewAt(LoggedFacts group) =>
        new(AnyStream, _picture, _facts.Count, NothingKnown, group.At, group.Facts[0].Seq - 1, _seen);

    private void Follow(Decision.Append append, LoggedFacts group)
    {
        HashSet<Guid> touched = [];
        foreach (NewEvent next in append.Events)
        {
            if (next.Record is { } record)
                _seen[record.Key] = record;
            if (next.Data is BaselineChanged changed)
                _picture = _picture.With(changed);
            if (next.Data is not AlertEvent happened)
                continue;
            Note(happened, group.At);
            _alerts[happened.Alert.Id] = happened.Alert;
            touched.Add(happened.Alert.Id);
        }

        foreach (Guid id in touched)
            _picture = _picture.With(_alerts[id] = DealtWith(_alerts[id], group));
    }

    private void Note(AlertEvent happened, DateTimeOffset at)
    {
        AlertState alert = happened.Alert;
        if (happened is AlertRaised or AlertReopened)
        {
            _open[alert.Id] = _raisings.Count;
            _raisings.Add(new(alert.Key, alert.Severity, alert.FirstEffective, at, new HashSet<Guid>(alert.Evidence.Kept)));
        }
        else if (_open.TryGetValue(alert.Id, out int place))
        {
            Raising known = _raisings[place];
            ((HashSet<Guid>)known.Evidence).UnionWith(alert.Evidence.Kept);
            _raisings[place] = known with { Severity = alert.Severity };
        }
    }

    private static AlertState DealtWith(AlertState alert, LoggedFacts group) =>
        alert.Condition == Condition.Active || alert.Handling == Handling.Resolved
            ? alert
            : alert with
            {
                Handling = Handling.Resolved,
                Version = alert.Version + 1,
                // What was corrected away is on nobody's screen.
                Resolution = new(
                    group.At, group.Facts[^1].Seq, alert.Condition == Condition.Withdrawn ? null : alert.PeakValue),
            };
}

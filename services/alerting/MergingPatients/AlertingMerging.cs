using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;

namespace LymphOutcomes.Alerting.MergingPatients;

/// <summary>
/// What alerting decides when patients are merged or separated: one picture, one card, and afterwards two again as if nothing had
/// been. Alerts go with the facts they rest on and keep their id and handling.
/// </summary>
/// <param name="rules">The rule sets in force.</param>
public sealed class AlertingMerging(RuleBook rules) : IMerging<PatientPicture>
{
    /// <inheritdoc/>
    public Belonging? Of(PatientPicture state) => state.Belongs;

    /// <inheritdoc/>
    public Decision Leave(StreamView<PatientPicture> survivor, PatientMove move)
    {
        PatientPicture picture = survivor.State;
        if (picture.Joined(move.Patient)?.Change >= move.To.Change)
            return new Decision.Nothing();
        // It is rare, and may change what is settled.
        if (picture.Settled is not null)
            return new Decision.ReadHistory();

        PatientParted parted = new(
            move.Patient,
            move.To.Change,
            [.. picture.Alerts.Where(alert => alert.TakenFrom == move.Patient).Select(alert => BackFrom(picture, alert))],
            picture.ReviewedOf(move.Patient));
        // Its own id: that of the item names the event in the patient's own stream.
        NewEvent leaving = new(parted, DerivedId.From(move.Item, -3), BecauseOf(move));
        return picture.IsAway || picture.Joined(move.Patient) is not { IsWhole: true }
            ? new Decision.Append([leaving])
            : RuleChange.First(
                survivor, rules.InForce(move.Tenant), view => Judged(view, [leaving], DerivedId.From(move.Item, -4), move));
    }

    /// <inheritdoc/>
    public bool IsLeaving(StoredEvent stored, PatientMove move) =>
        stored.Data is PatientParted parted && parted.From == move.Patient && parted.Change == move.To.Change;

    /// <inheritdoc/>
    public Decision Settle(StreamView<PatientPicture> own, PatientMove move, Belonging? before, StoredEvent? leaving)
    {
        PatientPicture picture = own.State;
        if (own.Known.ContainsKey(move.Item))
            return new Decision.Nothing();
        PatientParted? back = leaving?.Data as PatientParted;
        NewEvent belongs = new(new PatientBelongs(move.To.Into, move.To.Change, back?.Reviewed), move.Item, BecauseOf(move));
        if (picture.Belongs?.Change >= move.To.Change)
            return new Decision.Append([belongs]);
        if (picture.Belongs != before)
            return new Decision.Reject(PatientMover<PatientPicture>.Overtaken, "The patient belongs elsewhere by now.");
        if (picture.Settled is not null && move.To.Into is null)
            return new Decision.ReadHistory();

        List<NewEvent> events =
        [
            belongs,
            .. (back?.Alerts ?? []).Select((alert, n) => new NewEvent(
                new AlertTakenOver(alert, before!.Into!.Value), DerivedId.From(move.Item, -10 - n), BecauseOf(move))),
        ];
        if (move.To.Into is not null)
            return new Decision.Append(events);
        StreamView<PatientPicture> after = own with
        {
            State = JoinPatient.After(own, events), LogSeq = own.LogSeq + events.Count, Version = own.Version + events.Count,
        };
        return RuleChange.First(after, rules.InForce(move.Tenant), view => Judged(view, [], move.Item, move)) switch
        {
            Decision.Append append => new Decision.Append([.. events, .. append.Events]),
            Decision.Nothing => new Decision.Append(events),
            var other => other,
        };
    }

    /// <inheritdoc/>
    public IEnumerable<AppendUnit<PatientPicture>> Join(StreamView<PatientPicture> own, StreamKey into, int change)
    {
        PatientPicture picture = own.State;
        Guid from = own.Stream.Patient!.Value;
        List<PatientFact> facts = [.. picture.Facts.Where(accepted => accepted.From is null).Select(accepted => accepted.Fact)];
        HashSet<Guid> ids = [.. facts.Select(fact => fact.Origin.Id)];
        for (int start = 0; start < facts.Count; start += JoinPatient.FactsMax)
        {
            List<PatientFact> some = facts.GetRange(start, Math.Min(JoinPatient.FactsMax, facts.Count - start));
            yield return UnitOf(into, new(from, change, some, Rest: null));
        }

        yield return UnitOf(into, new(from, change, [], new(AlertsOf(picture), [.. Reviewed(picture, ids)])));
    }

    /// <summary>The append that brings facts to where their patient belongs.</summary>
    public AppendUnit<PatientPicture> UnitOf(StreamKey into, JoinedFacts joining) => new(
        joining.WholeIdIn(into),
        into,
        view => JoinPatient.Decide(view, joining, rules.InForce(into.Tenant)),
        LookFor: joining.IdsIn(into),
        LookForRecords: [.. joining.Facts.Select(fact => RecordKeys.Of(fact.Origin)).Distinct()]);

    // Open ones, and of those that were dealt with the latest: their episodes must not look like ones nobody was told of.
    private static List<AlertState> AlertsOf(PatientPicture picture) =>
    [
        .. picture.Alerts.Where(alert => alert.TakenFrom is null)
            .OrderBy(alert => alert.Handling == Handling.Resolved)
            .ThenByDescending(alert => alert.LastEffective)
            .Take(JoinPatient.AlertsMax)
            .OrderBy(alert => alert.RaisedAt)
            .ThenBy(alert => alert.Id),
    ];

    private static IEnumerable<ReviewedPoint> Reviewed(PatientPicture picture, HashSet<Guid> facts) =>
        (picture.Reviewed ?? []).Where(point => facts.Contains(point.Fact));

    private Decision Judged(StreamView<PatientPicture> view, IReadOnlyList<NewEvent> first, Guid origin, PatientMove move)
    {
        IEnumerable<object> follows = AcceptFacts.Judge(
            JoinPatient.After(view, first), rules.InForce(move.Tenant), view.Now, origin, new HashSet<Guid>(), out _);
        return Decision.Of(
            [.. first, .. follows.Select((@event, n) => new NewEvent(@event, DerivedId.From(origin, n), BecauseOf(move)))]);
    }

    // One that another patient's alert took over stands by itself again.
    private static AlertState BackFrom(PatientPicture picture, AlertState alert) => alert with
    {
        TakenFrom = null,
        MergedInto = picture.Alerts.Find(other => other.Id == alert.MergedInto)?.TakenFrom == alert.TakenFrom ? alert.MergedInto : null,
    };

    private static EventHeaders BecauseOf(PatientMove move) =>
        new(CausationId: move.Item.ToString("D"), Traceparent: move.Traceparent);
}

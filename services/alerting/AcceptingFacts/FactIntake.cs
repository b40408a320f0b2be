using System.Diagnostics;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Observing;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Hands the items of a message to the log, one append a patient, and returns when all are committed.</summary>
/// <param name="store">The log.</param>
/// <param name="rules">The rule sets in force.</param>
/// <param name="suspects">Takes groups apart that keep coming back.</param>
/// <param name="merges">Brings facts to where their patient belongs.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class FactIntake(
    IEventStore<PatientPicture> store, RuleBook rules, SuspectGroup suspects, Merges merges, ILogger<FactIntake> logger)
{
    // A unit may look for 500 ids, and an item that cannot be read has two.
    private const int UnitItemsMax = 250;

    /// <summary>Accepts the items; safe to repeat with the same or other groupings.</summary>
    /// <param name="queue">Where they came from, for the figures.</param>
    /// <param name="items">The items of one message.</param>
    /// <param name="isSuspect">The message keeps coming back: its items are taken one by one.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="LogUnavailableException">Nothing or not all was written; deliver the message again.</exception>
    /// <exception cref="FactsNotAcceptedException">Some patients' facts could not be written; the others were.</exception>
    public async Task AcceptAsync(string queue, IReadOnlyList<BusItem> items, bool isSuspect, CancellationToken ct)
    {
        if (isSuspect)
        {
            await suspects.HandleAsync(
                items,
                item => item.Id,
                item => AcceptAsync(StreamKey.OfPatient(item.Tenant, item.Patient), [FactReader.Read(item)], ct),
                (item, why) => AcceptAsync(StreamKey.OfPatient(item.Tenant, item.Patient), [FactReader.Unread(item, why)], ct),
                ct);
            return;
        }

        using Activity? activity = items.Count == 0
            ? null
            : LymphTelemetry.StartGroup("accept facts", ActivityKind.Consumer, items.Select(item => item.Traceparent));
        activity?.SetTag("lymph.items", items.Count);
        List<Exception> failures = [];
        AppendOutcome[] outcomes = await Task.WhenAll(items
            .GroupBy(item => StreamKey.OfPatient(item.Tenant, item.Patient))
            .SelectMany(patient => patient.Select(FactReader.Read)
                .Chunk(UnitItemsMax)
                .Select(incoming => AcceptAsync(patient.Key, incoming, ct))));
        foreach (AppendOutcome outcome in outcomes)
        {
            if (outcome is AppendOutcome.Failed failed)
            {
                LogNotAccepted(failed.Cause);
                failures.Add(failed.Cause);
            }
        }

        if (failures.Count > 0)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            throw new FactsNotAcceptedException(failures);
        }

        LymphTelemetry.Consumed(queue, items.Count, outcomes.OfType<AppendOutcome.Appended>().Sum(ParkedIn));
    }

    private static int ParkedIn(AppendOutcome.Appended appended) => appended.Events.Count(stored => stored.Data is ItemParked);

    /// <summary>Accepts what was read of one patient, in one append; what belongs to another patient goes on there.</summary>
    /// <param name="stream">The patient.</param>
    /// <param name="incoming">At least one, as read.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="LogUnavailableException">Nothing or not all was written; deliver it again.</exception>
    public async Task<AppendOutcome> AcceptAsync(StreamKey stream, Incoming[] incoming, CancellationToken ct)
    {
        // Few messages have any. After the facts of the same message, so that they are moved with the others.
        PatientMove[] moves = [.. incoming.Select(item => item.Move).OfType<PatientMove>()];
        Incoming[] facts = moves.Length == 0 ? incoming : [.. incoming.Where(item => item.Move is null)];
        AppendOutcome outcome = new AppendOutcome.Unchanged();
        if (facts.Length > 0)
            outcome = await AcceptAsync(stream, facts, attempt: 1, ct);
        foreach (PatientMove move in moves)
        {
            if (outcome is not AppendOutcome.Failed && await merges.MoveAsync(move, ct) is AppendOutcome.Failed failed)
                outcome = failed;
        }

        return outcome;
    }

    private async Task<AppendOutcome> AcceptAsync(StreamKey stream, Incoming[] facts, int attempt, CancellationToken ct)
    {
        AppendOutcome outcome = await store.AppendAsync(
            UnitOf(stream, facts, view => AcceptFacts.Decide(view, facts, rules.InForce(stream.Tenant))), ct);
        if (outcome is not AppendOutcome.Rejected { Code: AcceptFacts.MergedAway })
            return outcome;
        return await merges.BringAsync(stream, facts, decide => UnitOf(stream, facts, decide), ct)
            ?? (attempt < PatientMover<PatientPicture>.AttemptsMax
                ? await AcceptAsync(stream, facts, attempt + 1, ct)
                : PatientMover<PatientPicture>.MovedTooOften);
    }

    private static AppendUnit<PatientPicture> UnitOf(
        StreamKey stream, Incoming[] incoming, Func<StreamView<PatientPicture>, Decision> decide) => new(
            incoming[0].Id,
            stream,
            decide,
            LookFor: [.. incoming.SelectMany(item => new[] { item.Id, item.StoredId }).Distinct()],
            LookForRecords: [.. incoming.Select(item => item.Fact).OfType<PatientFact>().Select(f => RecordKeys.Of(f.Origin))]);

    [LoggerMessage(3101, LogLevel.Error, "Facts of one patient could not be accepted; the message will be delivered again.")]
    private partial void LogNotAccepted(Exception cause);
}

/// <summary>Facts of some patients in a message could not be written.</summary>
/// <param name="causes">Why, one a patient.</param>
public sealed class FactsNotAcceptedException(IEnumerable<Exception> causes)
    : AggregateException("Facts of some patients could not be accepted.", causes);

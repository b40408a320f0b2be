using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.MergingPatients;

/// <summary>Records items where their patient belongs.</summary>
/// <param name="store">The log.</param>
/// <param name="log">Reads streams.</param>
public sealed class Merges(IEventStore<PatientSafety> store, ILogReader log)
{
    private readonly PatientMover<PatientSafety> _mover = new(store, log, new SessionsMerging());

    /// <summary>Takes an item in. Safe to repeat.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached; begin again.</exception>
    public Task<AppendOutcome> TakeAsync(BusItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        try
        {
            return MoveOf(item) is { } move ? _mover.MoveAsync(move, ct) : TakeAsync(item, RecordSession.Read(item), ct);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return ParkAsync(item, unreadable.Message, ct);
        }
    }

    /// <summary>Parks an item unread.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached; begin again.</exception>
    public Task<AppendOutcome> ParkAsync(BusItem item, string reason, CancellationToken ct) =>
        TakeAsync(item, RecordSession.ParkedAs(item, reason), ct);

    private static PatientMove? MoveOf(BusItem item)
    {
        if ((item.Type, item.Version) is not (IdentityTypes.IdentityChanged, 1))
            return null;
        IdentityChanged news = item.Data.Deserialize<IdentityChanged>(ContractJson.Options)
            ?? throw new JsonException("The item has no data.");
        return news.Patient == item.Patient && news.MergedInto != item.Patient && news.Change > 0
            ? new(item.Id, item.Tenant, item.Patient, new(news.MergedInto, news.Change), item.Traceparent)
            : throw new JsonException("The item speaks of another patient than it is of, or of no change.");
    }

    private async Task<AppendOutcome> TakeAsync(BusItem item, object? read, CancellationToken ct)
    {
        StreamKey own = StreamKey.OfPatient(item.Tenant, item.Patient);
        for (int attempt = 0; attempt < PatientMover<PatientSafety>.AttemptsMax; attempt++)
        {
            AppendOutcome outcome = await store.AppendAsync(RecordSession.UnitOf(item, read), ct);
            if (outcome is not AppendOutcome.Rejected { Code: RecordSession.MergedAway })
                return outcome;
            // Back meanwhile: it is recorded as anybody's.
            if ((await store.LoadAsync(own, ct)).State.Belongs is not { Into: { } survivor } belongs)
                continue;
            AppendOutcome kept = await store.AppendAsync(RecordSession.KeepingUnitOf(item, read, belongs), ct);
            if (kept is AppendOutcome.Rejected)
                continue;
            if (kept is AppendOutcome.Failed || await BroughtAsync(own, item, read, belongs.Change, ct) is not { } some)
                return kept;
            AppendOutcome brought = await store.AppendAsync(
                SessionsMerging.UnitOf(
                    StreamKey.OfPatient(item.Tenant, survivor), item.Patient, belongs.Change, [some], whole: null, heldThere: []),
                ct);
            return brought is AppendOutcome.Failed ? brought : kept;
        }

        return PatientMover<PatientSafety>.MovedTooOften;
    }

    // What could not be read goes along only if it may speak against a session: then the own stream knows that it waits.
    private async Task<object?> BroughtAsync(StreamKey own, BusItem item, object? read, int change, CancellationToken ct) => read switch
    {
        SessionEvent fact => new FactJoined(item.Patient, change, item.Id, fact),
        FactWaits or FactWaitsNoMore => new NewsJoined(item.Patient, change, item.Id, read as FactWaits, read as FactWaitsNoMore),
        _ => (await store.LoadAsync(own, ct)).State.Unread.Find(unread => unread.Item == item.Id) is { } unread
            ? new ItemJoined(item.Patient, change, unread)
            : null,
    };
}

using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;

namespace LymphOutcomes.Alerting.MergingPatients;

/// <summary>Brings facts to where their patient belongs.</summary>
/// <param name="store">The log.</param>
/// <param name="log">Reads streams.</param>
/// <param name="merging">What is decided.</param>
public sealed class Merges(IEventStore<PatientPicture> store, ILogReader log, AlertingMerging merging)
{
    private readonly PatientMover<PatientPicture> _mover = new(store, log, merging);

    /// <summary>A patient was merged, or is a patient of their own again. Safe to repeat.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached; begin again.</exception>
    public Task<AppendOutcome> MoveAsync(PatientMove move, CancellationToken ct) => _mover.MoveAsync(move, ct);

    /// <summary>
    /// Keeps what came for a merged patient in that patient's own stream, and brings the facts to the one who goes on for both. Safe
    /// to repeat: a message that is cut off in between is delivered again.
    /// </summary>
    /// <param name="own">The stream of the patient they were sent for.</param>
    /// <param name="incoming">What came.</param>
    /// <param name="unitOf">The append to that stream.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Null when the patient has come back meanwhile: decide on them as on anybody's.</returns>
    /// <exception cref="LogUnavailableException">The log cannot be reached; begin again.</exception>
    public async Task<AppendOutcome?> BringAsync(
        StreamKey own,
        IReadOnlyList<Incoming> incoming,
        Func<Func<StreamView<PatientPicture>, Decision>, AppendUnit<PatientPicture>> unitOf,
        CancellationToken ct)
    {
        List<PatientFact> facts = [.. incoming.Select(item => item.Fact).OfType<PatientFact>()];
        for (int attempt = 0; attempt < PatientMover<PatientPicture>.AttemptsMax; attempt++)
        {
            if ((await store.LoadAsync(own, ct)).State.Belongs is not { Into: { } survivor } belongs)
                return null;
            AppendOutcome kept = await store.AppendAsync(unitOf(view => AcceptFacts.Keep(view, incoming, belongs)), ct);
            if (kept is AppendOutcome.Rejected)
                continue;
            if (kept is AppendOutcome.Failed || facts.Count == 0)
                return kept;
            AppendOutcome brought = await store.AppendAsync(
                merging.UnitOf(
                    StreamKey.OfPatient(own.Tenant, survivor), new(own.Patient!.Value, belongs.Change, facts, Rest: null)),
                ct);
            return brought is AppendOutcome.Failed ? brought : kept;
        }

        return PatientMover<PatientPicture>.MovedTooOften;
    }
}

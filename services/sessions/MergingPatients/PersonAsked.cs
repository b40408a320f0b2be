using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.MergingPatients;

/// <summary>Finds whom a question about a patient is about: after a merge the one who goes on, whichever of them was asked for.</summary>
public static class PersonAsked
{
    /// <summary>What a person is screened by.</summary>
    /// <param name="store">The log.</param>
    /// <param name="tenant">The hospital.</param>
    /// <param name="patient">Who was asked for.</param>
    /// <param name="isWhole">True to leave nothing out of what is older.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<(Guid Patient, StreamView<PatientSafety> View)> ScreenedAsync(
        IEventStore<PatientSafety> store, string tenant, Guid patient, bool isWhole, CancellationToken ct)
    {
        StreamView<PatientSafety> view = await LoadAsync(patient);
        if (view.State.Belongs?.Into is { } survivor)
        {
            patient = survivor;
            view = await LoadAsync(patient);
        }

        return (patient, view);

        Task<StreamView<PatientSafety>> LoadAsync(Guid one) => isWhole
            ? store.LoadWholeAsync(StreamKey.OfPatient(tenant, one), ct)
            : store.LoadAsync(StreamKey.OfPatient(tenant, one), ct);
    }

    /// <summary>The events a person's treatment is followed by: the own stream, and of those merged what is not copied there.</summary>
    /// <param name="log">The log.</param>
    /// <param name="tenant">The hospital.</param>
    /// <param name="patient">Who was asked for.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<(Guid Patient, IReadOnlyList<StoredEvent> Stream)> TreatedAsync(
        ILogReader log, string tenant, Guid patient, CancellationToken ct)
    {
        IReadOnlyList<StoredEvent> stream = await log.ReadStreamAsync(StreamKey.OfPatient(tenant, patient), ct);
        PatientSafety state = Fold(stream);
        if (state.Belongs?.Into is { } survivor)
        {
            patient = survivor;
            stream = await log.ReadStreamAsync(StreamKey.OfPatient(tenant, patient), ct);
            state = Fold(stream);
        }

        List<StoredEvent> all = [.. stream];
        foreach (JoinedPatient other in (state.Others ?? []).Where(other => other.IsHere))
        {
            all.AddRange((await log.ReadStreamAsync(StreamKey.OfPatient(tenant, other.Patient), ct))
                .Where(stored => stored.Data is TreatmentEvent));
        }

        return (patient, all);
    }

    private static PatientSafety Fold(IReadOnlyList<StoredEvent> stream) =>
        stream.Where(stored => stored.Data is PatientBelongs or PatientJoined or PatientParted)
            .Aggregate(PatientSafety.Initial, PatientSafety.Evolve);
}

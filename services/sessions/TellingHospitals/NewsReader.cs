using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.TellingHospitals;

/// <summary>
/// What a run of the log has changed for hospitals. What counts of a session or a course is not in one event: the patient's stream is
/// read once a run, and told before and after. Most patients are measured and never treated: of those nothing is read.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="store">Says who was never treated.</param>
public sealed class NewsReader(ILogReader log, IEventStore<PatientSafety> store)
{
    private const int StatesMax = 500;

    /// <summary>The messages for a run.</summary>
    /// <param name="run">Events of the log, oldest first.</param>
    /// <param name="ct">Stops the reads.</param>
    public async Task<IReadOnlyList<OutgoingCloudEvent>> ReadAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        List<IGrouping<StreamKey, StoredEvent>> stretches =
        [
            .. run.Where(stored => stored.Stream.Patient is not null && HospitalNews.Concerns(stored)).GroupBy(stored => stored.Stream),
        ];
        HashSet<StreamKey> neverTreated = await NeverTreatedAsync(
            stretches.Where(stretch => stretch.All(HospitalNews.ConcernsCoursesOnly)).Select(stretch => stretch.Key), ct);
        List<OutgoingCloudEvent> messages = [];
        foreach (IGrouping<StreamKey, StoredEvent> stretch in stretches.Where(stretch => !neverTreated.Contains(stretch.Key)))
        {
            messages.AddRange(
                HospitalNews.Of(stretch.Key.Patient!.Value, await log.ReadStreamAsync(stretch.Key, ct), [.. stretch]));
        }

        return messages;
    }

    // The states are of now, not of the run: who was treated since is read for nothing, and nobody else is overlooked.
    private async Task<HashSet<StreamKey>> NeverTreatedAsync(IEnumerable<StreamKey> streams, CancellationToken ct)
    {
        HashSet<StreamKey> never = [];
        foreach (StreamKey[] some in streams.Chunk(StatesMax))
        {
            never.UnionWith((await store.LoadManyAsync(some, ct))
                .Where(view => view.State.WasNeverTreated)
                .Select(view => view.Stream));
        }

        return never;
    }
}

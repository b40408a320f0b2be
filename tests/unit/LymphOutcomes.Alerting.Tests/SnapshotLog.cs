using System.Text.Json;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>
/// A log in memory that decides on snapshots, as the one on PostgreSQL does, and that now and then fails: before anything was written,
/// or when the answer was on its way.
/// </summary>
internal sealed class SnapshotLog(DateTimeOffset now, Random? failures = null) : IEventStore<PatientPicture>, ILogReader
{
    private static readonly JsonSerializerOptions Json = AlertingEventTypes.Json;
    private readonly List<StoredEvent> _log = [];
    private readonly Dictionary<Guid, KnownEvent> _known = [];
    private readonly Dictionary<(StreamKey, string), RecordSeen> _seen = [];
    private readonly Dictionary<StreamKey, (string Snapshot, long Version)> _snapshots = [];

    /// <summary>How often it has failed.</summary>
    public int Failed { get; private set; }

    public IReadOnlyList<StoredEvent> All => _log;

    public Task<AppendOutcome> AppendAsync(AppendUnit<PatientPicture> unit, CancellationToken ct)
    {
        AppendUnitLimits.Check(unit);
        Fail();
        DecisionRun<PatientPicture> run = new(AlertingEventTypes.All, _log.Count, now);
        StreamView<PatientPicture> view = Load(unit.Stream);
        run.Load(unit.Stream, view.State, view.Version);
        foreach (Guid id in unit.LookFor ?? [])
        {
            if (_known.TryGetValue(id, out KnownEvent? known))
                run.Know(id, known);
        }

        foreach (string key in unit.LookForRecords ?? [])
        {
            if (_seen.TryGetValue((unit.Stream, key), out RecordSeen? record))
                run.See(unit.Stream, record);
        }

        AppendOutcome? outcome = run.Decide(unit);
        if (outcome is null)
        {
            run.LoadWhole(unit.Stream, Whole(unit.Stream), view.Version);
            outcome = run.Decide(unit) ?? AppendOutcome.Failed.AskedForHistoryTwice;
        }

        foreach (PreparedEvent next in run.Prepared)
        {
            Assert.True(_known.TryAdd(next.Event.Id, new(next.Event.SeqId, null)), $"{next.Event.Type}: the id is used twice");
            _log.Add(next.Event);
        }

        foreach (((StreamKey, string) record, RecordSeen seen) in run.NewlySeen)
            _seen[record] = seen;
        foreach (CommittedStream<PatientPicture> stream in run.Changed)
            _snapshots[stream.Stream] = (Snapshot(stream.State), view.Version + stream.Events.Count);
        Fail();
        return Task.FromResult(outcome);
    }

    public Task<StreamView<PatientPicture>> LoadAsync(StreamKey stream, CancellationToken ct) => Task.FromResult(Load(stream));

    public Task<StreamView<PatientPicture>> LoadWholeAsync(StreamKey stream, CancellationToken ct) =>
        Task.FromResult(Load(stream) with { State = Whole(stream) });

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamKey stream, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<StoredEvent>>([.. _log.Where(stored => stored.Stream == stream)]);

    public Task<IReadOnlyList<StoredEvent>> ReadAsync(long afterSeq, int atMost, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<StoredEvent>>([.. _log.Skip((int)afterSeq).Take(atMost)]);

    public Task<long> HeadAsync(CancellationToken ct) => Task.FromResult((long)_log.Count);

    public Task WaitForNewsAsync(long afterSeq, TimeSpan atLatest, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The fold of everything.</summary>
    public PatientPicture Whole(StreamKey stream) =>
        _log.Where(stored => stored.Stream == stream).Aggregate(PatientPicture.Initial, PatientPicture.Evolve);

    /// <summary>Promise P21: the snapshot that grew with its stream is the one that the stream folds to.</summary>
    public void SnapshotsAreWhatTheirStreamsFoldTo()
    {
        foreach ((StreamKey stream, (string snapshot, _)) in _snapshots)
            Assert.Equal(Snapshot(Whole(stream)), snapshot);
    }

    private static string Snapshot(PatientPicture state) => JsonSerializer.Serialize(PatientPicture.ForSnapshot(state), Json);

    private StreamView<PatientPicture> Load(StreamKey stream)
    {
        (string? snapshot, long version) = _snapshots.GetValueOrDefault(stream);
        return new(
            stream,
            snapshot is null ? PatientPicture.Initial : JsonSerializer.Deserialize<PatientPicture>(snapshot, Json)!,
            version,
            new Dictionary<Guid, KnownEvent>(),
            now,
            _log.Count);
    }

    private void Fail()
    {
        if (failures?.Next(8) != 0)
            return;
        Failed++;
        throw new LogUnavailableException("As asked for.");
    }
}

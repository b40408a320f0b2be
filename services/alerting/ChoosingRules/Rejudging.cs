using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Takes the looks at every patient forward, a bounded batch at a time; each batch may be done again.</summary>
/// <param name="activations">How far they are.</param>
/// <param name="book">The rule book.</param>
/// <param name="follower">Opens the book anew where this program is behind.</param>
/// <param name="store">The patients' log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class Rejudging(
    Activations activations,
    RuleBook book,
    RuleBookFollower follower,
    IEventStore<PatientPicture> store,
    TimeProvider time,
    ILogger<Rejudging> logger)
{
    private const int BatchPatientsMax = 200;

    // Facts that arrive meanwhile wait for no more than these: each may read a whole stream in the append lane.
    private const int AtOnce = 8;

    // What could not be released is tried again, but not as fast as the log lets it fail. [choice]
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    // Only the elected instance steps, one step after the other.
    private FindingPlace _released = FindingPlace.Start;
    private DateTimeOffset _releasesFrom = DateTimeOffset.MinValue;
    private bool _hasFailed;

    /// <summary>Does one batch of one hospital.</summary>
    /// <returns>False when there is nothing to do.</returns>
    /// <exception cref="LogUnavailableException">Nothing or not all was written; begin the batch again.</exception>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        if (await activations.UnfinishedAsync(ct) is { } row)
        {
            await LookAsync(row, ct);
            return true;
        }

        return time.GetUtcNow() >= _releasesFrom && await ReleaseAsync(ct);
    }

    // Goes through all that is released, past what cannot be; then from the start, for what was released meanwhile.
    private async Task<bool> ReleaseAsync(CancellationToken ct)
    {
        IReadOnlyList<ReleasedFinding> released = await activations.ReleasedAsync(_released, BatchPatientsMax, ct);
        if (released.Count == 0)
        {
            _released = FindingPlace.Start;
            if (_hasFailed)
                _releasesFrom = time.GetUtcNow() + PauseAfterFailure;
            _hasFailed = false;
            return false;
        }

        int failed = await EachAsync(
            released.DistinctBy(one => (one.Place.Tenant, one.Patient)),
            one => (StreamKey.OfPatient(one.Place.Tenant, one.Patient), view => ReleaseFindings.Decide(view, one.By)),
            ct);
        _hasFailed |= failed > 0;
        _released = released[^1].Place;
        return true;
    }

    private async Task LookAsync(ActivationRow row, CancellationToken ct)
    {
        if (book.InForce(row.Tenant).Activation < row.Activation)
            await follower.ReadAsync(row.Tenant, ct);
        row = row with { Patients = row.Patients ?? await activations.PatientsAsync(row.Tenant, ct) };
        IReadOnlyList<string> streams = await activations.NextAsync(row.Tenant, row.Cursor, BatchPatientsMax, ct);
        int failed = await EachAsync(
            streams,
            stream => (new(row.Tenant, stream), view => RuleChange.Rejudge(view, book.InForce(row.Tenant))),
            ct);
        bool isEnd = streams.Count < BatchPatientsMax;
        row = row with { Done = row.Done + streams.Count, Cursor = streams.Count > 0 ? streams[^1] : row.Cursor };
        await activations.MoveAsync(row, failed, isEnd, ct);
        if (isEnd)
            LogEnd(row.Version, row.Done, row.Failed + failed);
    }

    private async Task<int> EachAsync<T>(
        IEnumerable<T> all, Func<T, (StreamKey Stream, Func<StreamView<PatientPicture>, Decision> Decide)> unitOf, CancellationToken ct)
    {
        int failed = 0;
        ParallelOptions few = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(all, few, async (one, stop) =>
        {
            (StreamKey stream, Func<StreamView<PatientPicture>, Decision> decide) = unitOf(one);
            AppendOutcome outcome = await store.AppendAsync(new(Guid.CreateVersion7(time.GetUtcNow()), stream, decide), stop);
            if (outcome is AppendOutcome.Failed { Cause: var cause })
            {
                // The others must not wait for one stream that cannot be read; the next activation looks at it again.
                Interlocked.Increment(ref failed);
                LogFailed(cause);
            }
        });
        return failed;
    }

    [LoggerMessage(3703, LogLevel.Information, "Rule set {Version}: all {Done} streams were looked at, {Failed} could not be.")]
    private partial void LogEnd(int version, long done, long failed);

    [LoggerMessage(3704, LogLevel.Error, "One stream could not be judged by other rules; the others are.")]
    private partial void LogFailed(Exception cause);
}

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>A unit waiting in the line. Whoever comes first, the writer or a caller that gives up, decides its fate.</summary>
internal sealed class QueuedUnit<TState>(AppendUnit<TState> unit, long enqueuedAt)
    where TState : class, IFold<TState>
{
    private readonly TaskCompletionSource<AppendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public AppendUnit<TState> Unit => unit;

    /// <summary>Timestamp of the clock when the unit came.</summary>
    public long EnqueuedAt => enqueuedAt;

    public Task<AppendOutcome> Outcome => _outcome.Task;

    /// <summary>Takes the unit to be written; false when its caller has given it up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    /// <summary>Gives the unit up, unless it was begun.</summary>
    public void TryDrop(CancellationToken ct)
    {
        if (Interlocked.CompareExchange(ref _taken, 1, 0) == 0)
            _outcome.TrySetCanceled(ct);
    }

    public void Finish(AppendOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Finish(Exception cause) => _outcome.TrySetException(cause);
}

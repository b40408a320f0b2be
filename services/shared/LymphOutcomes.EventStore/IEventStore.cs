namespace LymphOutcomes.EventStore;

/// <summary>The log of one service: append, and read one stream.</summary>
/// <typeparam name="TState">State of the streams this store appends to.</typeparam>
public interface IEventStore<TState>
    where TState : class, IFold<TState>
{
    /// <summary>Commits the unit together with whatever else arrived meanwhile.</summary>
    /// <exception cref="LogUnavailableException">
    /// The log could not be reached, or the waiting line is full. Try again with the same <see cref="AppendUnit{TState}.Id"/>:
    /// should the lost answer have been "committed", its event ids keep the repeat from being written a second time.
    /// </exception>
    /// <exception cref="OperationCanceledException">The unit was taken back before it was begun; nothing was written.</exception>
    Task<AppendOutcome> AppendAsync(AppendUnit<TState> unit, CancellationToken ct);

    /// <summary>The present state of a stream, or what its snapshot kept of it, without taking the append lane.</summary>
    Task<StreamView<TState>> LoadAsync(StreamKey stream, CancellationToken ct);

    /// <summary>
    /// Of each of some streams what <see cref="LoadAsync"/> gives, in as many round trips as for one. A stream without events is left out.
    /// </summary>
    /// <param name="streams">At most 500, each once.</param>
    /// <param name="ct">Stops the read.</param>
    async Task<IReadOnlyList<StreamView<TState>>> LoadManyAsync(IReadOnlyList<StreamKey> streams, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(streams);
        List<StreamView<TState>> views = [];
        foreach (StreamKey stream in streams)
        {
            if (await LoadAsync(stream, ct) is { Version: > 0 } view)
                views.Add(view);
        }

        return views;
    }

    /// <summary>The fold of every event of a stream, without taking the append lane. Costs a read of the whole stream.</summary>
    Task<StreamView<TState>> LoadWholeAsync(StreamKey stream, CancellationToken ct);
}

/// <summary>Reads the log in order. No event with a lower number appears after a higher one was read.</summary>
public interface ILogReader
{
    /// <summary>Most events one read gives.</summary>
    const int ReadMax = 5_000;

    /// <summary>The next events after <paramref name="afterSeq"/>, oldest first.</summary>
    /// <param name="afterSeq">0 for the beginning.</param>
    /// <param name="atMost">1 to 5,000.</param>
    /// <param name="ct">Stops the read.</param>
    /// <exception cref="PositionAheadOfLogException">The log ends before <paramref name="afterSeq"/>.</exception>
    Task<IReadOnlyList<StoredEvent>> ReadAsync(long afterSeq, int atMost, CancellationToken ct);

    /// <summary>The events of one stream, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamKey stream, CancellationToken ct);

    /// <summary>Number of the last committed event; 0 for an empty log.</summary>
    Task<long> HeadAsync(CancellationToken ct);

    /// <summary>
    /// Returns when the log may hold something after <paramref name="afterSeq"/> (at once if news of it came before the call),
    /// or after <paramref name="atLatest"/>. A false alarm is possible, a missed one only delays by the polling interval.
    /// </summary>
    Task WaitForNewsAsync(long afterSeq, TimeSpan atLatest, CancellationToken ct);
}

/// <summary>How far a named reader of the log has come (<c>mt_event_progression</c>).</summary>
public interface ILogPositions
{
    /// <summary>Last number the reader has dealt with; 0 before its first.</summary>
    /// <exception cref="PositionAheadOfLogException">The log ends before that number, or did once when it was looked at: that is
    /// written down as by <see cref="RefuseAsync"/>, and holds until somebody releases the reader.</exception>
    Task<long> LoadAsync(string reader, CancellationToken ct);

    /// <summary>Moves the position on.</summary>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="from">Where this reader believes it stands; another value in the table means that another instance took over.</param>
    /// <param name="to">The new position.</param>
    /// <param name="ct">Stops the call.</param>
    /// <returns>False when the table did not hold <paramref name="from"/>, or the reader is refused: nothing was moved.</returns>
    Task<bool> MoveAsync(string reader, long from, long to, CancellationToken ct);

    /// <summary>
    /// Refuses a reader that was seen ahead of its log, for good: when the log has grown past it, it still must not go on by itself.
    /// The numbers of the first time are kept; safe to repeat.
    /// </summary>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="position">Where it stood.</param>
    /// <param name="head">Where the log ended.</param>
    /// <param name="ct">Stops the call.</param>
    Task RefuseAsync(string reader, long position, long head, CancellationToken ct);

    /// <summary>Lets a refused reader go on, because a person says from where.</summary>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="to">Its new position: everything after it is read (again).</param>
    /// <param name="ct">Stops the call.</param>
    /// <exception cref="PositionAheadOfLogException">The log ends before <paramref name="to"/>; nothing was changed.</exception>
    Task ReleaseAsync(string reader, long to, CancellationToken ct);

    /// <summary>Makes the caller the only one of that name among all instances until disposed; waits while another holds it.</summary>
    Task<Leadership> LeadAsync(string reader, CancellationToken ct);
}

/// <summary>The log could not be reached, or too much is waiting to be written; the caller may try again.</summary>
public sealed class LogUnavailableException : Exception
{
    /// <summary>With the reason for people.</summary>
    public LogUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public LogUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Without a reason; prefer the others.</summary>
    public LogUnavailableException()
    {
    }
}

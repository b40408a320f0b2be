namespace LymphOutcomes.EventStore.Projecting;

/// <summary>Rows of one projection together with the position up to which the log is folded into them.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public interface IProjectionRows<TRow>
    where TRow : class, IRowFold<TRow>
{
    /// <summary>Last number of the log that is in the rows.</summary>
    Task<long> PositionAsync(CancellationToken ct);

    /// <summary>Those of these rows that there are.</summary>
    Task<IReadOnlyDictionary<RowKey, TRow>> FindAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct);

    /// <summary>Writes rows, position and what was set aside in one transaction.</summary>
    /// <returns>False when the position was not <see cref="ProjectionStep{TRow}.From"/>: another runner has overtaken this one,
    /// and nothing was written.</returns>
    Task<bool> WriteAsync(ProjectionStep<TRow> step, CancellationToken ct);
}

/// <summary>The rows of a projection while they are built anew beside the live ones, which go on being read and written.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public interface IRowsBeside<TRow> : IProjectionRows<TRow>
    where TRow : class, IRowFold<TRow>
{
    /// <summary>Most events the last stretch may hold; until there are no more, the rows are brought on from outside.</summary>
    const int LastStretchMax = 1_000;

    /// <summary>
    /// Puts these rows into the place of the live ones, in one transaction, after folding in the last stretch of the log while
    /// nobody can write to it or to the live rows. A reader sees the old rows or the new ones, never neither.
    /// </summary>
    Task<TakeOver> TakeOverAsync(CancellationToken ct);
}

/// <summary>What came of asking for the live rows' place.</summary>
public enum TakeOver
{
    /// <summary>The rows made anew are the live ones.</summary>
    Done,

    /// <summary>The log has run too far ahead: bring the rows on and ask again.</summary>
    Behind,

    /// <summary>Somebody holds the live rows, a dump for instance: ask again after a while, for each asking holds up appends.</summary>
    Held,
}

/// <summary>How long a rebuild waits before it asks again for the live rows' place: growing while somebody holds them.</summary>
public static class TakeOverPause
{
    /// <summary>The first.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The one after a pause, by what came of asking in between.</summary>
    public static TimeSpan After(TimeSpan pause, TakeOver outcome)
    {
        if (outcome != TakeOver.Held)
            return Shortest;
        return pause * 2 < Longest ? pause * 2 : Longest;
    }
}

/// <summary>Another runner of the same name went on instead of this one; begin again from the stored position.</summary>
public sealed class OvertakenException : Exception
{
    /// <summary>With who was overtaken, and where.</summary>
    public OvertakenException(string projection, long position)
        : base($"{projection} was overtaken at position {position}: another runner moved it.")
    {
    }

    /// <summary>With a message; prefer the one with numbers.</summary>
    public OvertakenException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause; prefer the one with numbers.</summary>
    public OvertakenException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Without numbers; prefer the one with them.</summary>
    public OvertakenException()
    {
    }
}

namespace LymphOutcomes.EventStore.Projecting;

/// <summary>
/// Folds the log into rows, portion by portion: one read, one look for the rows, one write each, whatever the number of events.
/// Whoever runs it must lead under the projection's name; the position guards what a lost lead lets through.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="name">Name of the projection, for messages.</param>
/// <param name="types">How events are written.</param>
/// <param name="log">The log.</param>
/// <param name="raw">The same log, for large reads.</param>
/// <param name="rows">The rows and their position.</param>
public sealed class ProjectionRunner<TRow>(
    string name, EventTypes types, ILogReader log, IRawLogReader raw, IProjectionRows<TRow> rows)
    where TRow : class, IRowFold<TRow>
{
    /// <summary>Most numbers of the log in one portion.</summary>
    public const int PortionMax = 10_000;

    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyCollection<string> _without = RowBatch<TRow>.NotRead(types);

    /// <summary>Follows the log until stopped: told of news, and looking by itself at every polling interval.</summary>
    /// <exception cref="OvertakenException">Another runner moved the position; nothing of the last portion was written.</exception>
    /// <exception cref="PositionAheadOfLogException">The log ends before the position.</exception>
    public async Task FollowAsync(CancellationToken ct)
    {
        long position = await rows.PositionAsync(ct);
        while (true)
        {
            long head = await log.HeadAsync(ct);
            if (head == position)
                await log.WaitForNewsAsync(position, IdleMax, ct);
            else
                position = await BringToAsync(position, head, _ => Task.CompletedTask, ct);
        }
    }

    /// <summary>Brings the rows up to a number, reading one portion while the one before it is written.</summary>
    /// <param name="position">Where they stand.</param>
    /// <param name="head">A number the log has reached.</param>
    /// <param name="reached">Told each position after it is committed.</param>
    /// <param name="ct">Stops it between portions.</param>
    /// <returns><paramref name="head"/>.</returns>
    /// <exception cref="OvertakenException">Another runner moved the position.</exception>
    /// <exception cref="PositionAheadOfLogException">The log ends before the position.</exception>
    public async Task<long> BringToAsync(long position, long head, Func<long, Task> reached, CancellationToken ct)
    {
        if (head < position)
            throw new PositionAheadOfLogException(name, position, head);
        Task<RowBatch<TRow>>? next = null;
        while (position < head)
        {
            long to = Math.Min(position + PortionMax, head);
            RowBatch<TRow> batch = await (next ?? ReadAsync(position, to, ct));
            next = to < head ? ReadAsync(to, Math.Min(to + PortionMax, head), ct) : null;
            try
            {
                await WriteAsync(batch, position, to, ct);
            }
            catch when (next is not null)
            {
                // Nobody waits for the read ahead any more; its own failure is the same one or of no interest.
                await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                throw;
            }

            position = to;
            await reached(position);
        }

        return position;
    }

    private async Task WriteAsync(RowBatch<TRow> batch, long from, long to, CancellationToken ct)
    {
        IReadOnlyDictionary<RowKey, TRow> known = await rows.FindAsync(batch.Keys, ct);
        if (!await rows.WriteAsync(batch.Fold(from, to, known), ct))
            throw new OvertakenException(name, from);
    }

    private async Task<RowBatch<TRow>> ReadAsync(long from, long to, CancellationToken ct) =>
        new(types, await raw.ReadRawAsync(from, to, _without, ct));
}

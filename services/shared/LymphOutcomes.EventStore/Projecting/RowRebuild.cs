namespace LymphOutcomes.EventStore.Projecting;

/// <summary>
/// Builds the rows of a projection anew from the first event on, beside the live ones, and lets them take over when they have
/// caught up. Can be stopped at any moment and goes on from what was committed. It tells nobody: events are read, none is written.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="name">Name of the projection, for messages.</param>
/// <param name="types">How events are written.</param>
/// <param name="log">The log.</param>
/// <param name="raw">The same log, for large reads.</param>
/// <param name="beside">The rows being built.</param>
/// <param name="time">The clock.</param>
public sealed class RowRebuild<TRow>(
    string name, EventTypes types, ILogReader log, IRawLogReader raw, IRowsBeside<TRow> beside, TimeProvider time)
    where TRow : class, IRowFold<TRow>
{
    /// <summary>Runs it to its end, from wherever it was stopped.</summary>
    /// <param name="reached">Told position and end of the log after each portion.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OvertakenException">Another runner works on the same rows.</exception>
    public async Task RunAsync(Func<long, long, Task> reached, CancellationToken ct)
    {
        ProjectionRunner<TRow> runner = new(name, types, log, raw, beside);
        long position = await beside.PositionAsync(ct);
        TimeSpan pause = TakeOverPause.Shortest;
        while (true)
        {
            long head = await log.HeadAsync(ct);
            if (head - position > IRowsBeside<TRow>.LastStretchMax || head < position)
            {
                position = await runner.BringToAsync(position, head, p => reached(p, head), ct);
                continue;
            }

            TakeOver outcome = await beside.TakeOverAsync(ct);
            if (outcome == TakeOver.Done)
                return;
            await Task.Delay(pause, time, ct);
            pause = TakeOverPause.After(pause, outcome);
            position = await runner.BringToAsync(position, await log.HeadAsync(ct), p => reached(p, head), ct);
        }
    }
}

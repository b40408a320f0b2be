using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>One stream while the events its snapshot misses are folded in.</summary>
internal sealed class StreamFold<TState>(StreamHead<TState> head)
    where TState : class, IFold<TState>
{
    private TState _state = head.State;
    private Exception? _broken;

    /// <summary>Folds in the event the reader is at.</summary>
    public void Evolve(NpgsqlDataReader row, EventTypes types)
    {
        if (_broken is not null)
            return;
        try
        {
            _state = TState.Evolve(_state, ReadEvents.Read(row, types));
        }
        catch (Exception cause) when (cause is not NpgsqlException and not OperationCanceledException)
        {
            // One stream that cannot be read must not stop the others.
            _broken = cause;
        }
    }

    public void GiveTo(DecisionRun<TState> run)
    {
        if (_broken is null)
            run.Load(head.Stream, _state, head.Version);
        else
            run.LoadBroken(head.Stream, _broken);
    }
}

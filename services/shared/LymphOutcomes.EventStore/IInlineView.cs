using System.Data.Common;

namespace LymphOutcomes.EventStore;

/// <summary>Rows written in the append's own transaction, so that a person reads their own write.</summary>
/// <typeparam name="TState">State of the streams.</typeparam>
public interface IInlineView<TState>
    where TState : class, IFold<TState>
{
    /// <summary>Adds the commands for what is about to be committed. Adds none when the units do not concern this view.</summary>
    /// <param name="batch">Runs in the transaction, after the events.</param>
    /// <param name="units">What is being committed, in log order; at most one entry a stream.</param>
    void Write(DbBatch batch, IReadOnlyList<CommittedStream<TState>> units);
}

/// <summary>A stream as one commit leaves it.</summary>
/// <typeparam name="TState">State of the stream.</typeparam>
/// <param name="Stream">The stream.</param>
/// <param name="State">After the events.</param>
/// <param name="Events">The events this commit adds.</param>
/// <param name="Note">The note of the decision that added the last of them; null when it made none.</param>
public sealed record CommittedStream<TState>(StreamKey Stream, TState State, IReadOnlyList<StoredEvent> Events, object? Note = null)
    where TState : class, IFold<TState>;

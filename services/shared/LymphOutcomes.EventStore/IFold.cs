namespace LymphOutcomes.EventStore;

/// <summary>State that is the fold of one stream. Pure: no clock, no I/O, no randomness.</summary>
/// <typeparam name="TState">The state itself.</typeparam>
public interface IFold<TState>
    where TState : class, IFold<TState>
{
    /// <summary>Before the first event.</summary>
    static abstract TState Initial { get; }

    /// <summary>Raised by one whenever the shape or meaning of the state changes; older snapshots are then not read.</summary>
    static abstract int FoldVersion { get; }

    /// <summary>True when the store should keep the state beside the stream, so that it is not folded anew each time.</summary>
    static abstract bool KeepsSnapshot { get; }

    /// <summary>
    /// What of the state a snapshot keeps: all of it, unless decisions can mostly do without its older part. A decision that
    /// cannot answers <see cref="Decision.ReadHistory"/> and is asked again with the fold of the whole stream.
    /// </summary>
    static virtual TState ForSnapshot(TState state) => state;

    /// <summary>Total: an unknown event leaves the state as it was.</summary>
    static abstract TState Evolve(TState state, StoredEvent @event);
}

/// <summary>For streams whose writers need no state.</summary>
public sealed record NoState : IFold<NoState>
{
    /// <inheritdoc/>
    public static NoState Initial { get; } = new();

    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <inheritdoc/>
    public static bool KeepsSnapshot => false;

    /// <inheritdoc/>
    public static NoState Evolve(NoState state, StoredEvent @event) => state;
}

namespace LymphOutcomes.EventStore;

/// <summary>Being the only one of a name, until disposed or lost.</summary>
/// <remarks>
/// A loss is noticed within seconds, not at once. What must never happen twice is guarded besides by
/// <see cref="ILogPositions.MoveAsync"/>, which refuses a reader that another one has overtaken.
/// </remarks>
public abstract class Leadership : IAsyncDisposable
{
    /// <summary>Fires when the lead was lost or given up: stop at once, another may have it already.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>Gives the lead up.</summary>
    public abstract ValueTask DisposeAsync();
}

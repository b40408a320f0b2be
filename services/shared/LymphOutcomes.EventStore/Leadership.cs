namespace LymphOutcomes.EventStore;

/// <summary>Being the only one of a name, until disposed or lost.</summary>
public abstract class Leadership : IAsyncDisposable
{
    /// <summary>Fires when the lead was lost without being given up: stop at once, another may have it already.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>Gives the lead up.</summary>
    public abstract ValueTask DisposeAsync();
}

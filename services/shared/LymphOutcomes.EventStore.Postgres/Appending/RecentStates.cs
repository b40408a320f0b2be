using System.Diagnostics.CodeAnalysis;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>
/// States of the streams this program wrote last, so that a snapshot it has just written is not fetched and read again: facts of
/// one patient mostly come together. What is stored decides: a state is used only when the snapshot beside the stream is of its
/// version (read under the append lock), so another program's write or a deleted snapshot is never overlooked.
/// Used by one writer at a time.
/// </summary>
/// <typeparam name="TState">State of the streams.</typeparam>
/// <param name="sizeMax">Bound on the snapshots' bytes; the objects take a few times as much.</param>
internal sealed class RecentStates<TState>(long sizeMax)
    where TState : class
{
    private readonly Dictionary<StreamKey, LinkedListNode<Entry>> _byStream = [];
    private readonly LinkedList<Entry> _latestFirst = new();
    private long _size;

    /// <summary>Which table of snapshots the states were written to, by the server's number; 0 before the first read.</summary>
    public long Table { get; private set; }

    /// <summary>
    /// Lets go of everything when the snapshots are another table now: a rebuild has made them anew, under the same versions.
    /// </summary>
    public void BelongTo(long table)
    {
        if (Table == table)
            return;
        ForgetAll();
        Table = table;
    }

    /// <summary>Lets go of everything.</summary>
    public void ForgetAll()
    {
        _byStream.Clear();
        _latestFirst.Clear();
        _size = 0;
    }

    /// <summary>The version held of a stream; 0 when there is none.</summary>
    public long VersionOf(StreamKey stream) =>
        _byStream.TryGetValue(stream, out LinkedListNode<Entry>? node) ? node.Value.Version : 0;

    /// <summary>The state of a stream at exactly this version.</summary>
    public bool TryGet(StreamKey stream, long version, [NotNullWhen(true)] out TState? state)
    {
        state = null;
        if (!_byStream.TryGetValue(stream, out LinkedListNode<Entry>? node) || node.Value.Version != version)
            return false;
        _latestFirst.Remove(node);
        _latestFirst.AddFirst(node);
        state = node.Value.State;
        return true;
    }

    /// <summary>Takes in what was committed; what was used longest ago makes room.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">Version of its last event.</param>
    /// <param name="state">What its snapshot holds.</param>
    /// <param name="size">Bytes of the snapshot.</param>
    public void Keep(StreamKey stream, long version, TState state, int size)
    {
        Forget(stream);
        _byStream[stream] = _latestFirst.AddFirst(new Entry(stream, version, state, size));
        _size += size;
        while (_size > sizeMax && _latestFirst.Last is { } oldest)
            Forget(oldest.Value.Stream);
    }

    /// <summary>Lets go of a stream.</summary>
    public void Forget(StreamKey stream)
    {
        if (!_byStream.Remove(stream, out LinkedListNode<Entry>? node))
            return;
        _latestFirst.Remove(node);
        _size -= node.Value.Size;
    }

    private sealed record Entry(StreamKey Stream, long Version, TState State, int Size);
}

using System.Text.Json;
using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>Folds events that come stream by stream into snapshots, a portion of streams at a time.</summary>
internal sealed class StreamFolder<TState>(EventTypes types)
    where TState : class, IFold<TState>
{
    private const int PortionStreamsMax = 1_000;
    private const int PortionBytesMax = 8 * 1024 * 1024;

    private FoldedStreams _portion = new();
    private StreamKey _stream;
    private TState _state = TState.Initial;
    private long _version;
    private bool _isBroken;

    /// <summary>Takes the next event of the stream at hand, or the first of the next stream.</summary>
    /// <returns>A portion when it is full; it ends with a whole stream.</returns>
    public FoldedStreams? Take(RawEvent raw)
    {
        FoldedStreams? full = null;
        if (raw.Stream != _stream)
        {
            EndStream();
            if (_portion.Snapshots.Count >= PortionStreamsMax || _portion.Bytes >= PortionBytesMax)
                full = TakePortion();
            (_stream, _state, _version, _isBroken) = (raw.Stream, TState.Initial, 0, false);
        }

        _portion.Events++;
        if (!_isBroken)
            Evolve(raw);
        return full;
    }

    /// <summary>Ends the last stream and gives what is left; nothing in it when there is nothing.</summary>
    public FoldedStreams End()
    {
        EndStream();
        return TakePortion();
    }

    private void Evolve(RawEvent raw)
    {
        if (raw.Read(types, out SkippedEvent? skipped) is not { } stored)
        {
            Break(skipped!);
            return;
        }

        try
        {
            (_state, _version) = (TState.Evolve(_state, stored), stored.Version);
        }
        catch (Exception broken)
        {
            Break(SkippedEvent.Because(raw.SeqId, raw.Type, "the fold failed", broken));
        }
    }

    // As when the stream is loaded for a decision: a state that misses an event must not be decided upon, so there is none.
    private void Break(SkippedEvent skipped)
    {
        _isBroken = true;
        _portion.Skipped.Add(skipped);
    }

    private void EndStream()
    {
        if (_stream.Id is null)
            return;
        if (!_isBroken && _version > 0)
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(TState.ForSnapshot(_state), types.Json);
            if (json.Length <= WriteSnapshots.SizeMax)
                _portion.Add(_stream, _version, json);
            else
                LogMetrics.SnapshotsTooLarge.Add(1);
        }

        _portion.Last = _stream;
        _stream = default;
    }

    private FoldedStreams TakePortion()
    {
        FoldedStreams portion = _portion;
        _portion = new();
        return portion;
    }
}

/// <summary>Snapshots of a run of streams.</summary>
internal sealed class FoldedStreams
{
    public List<(StreamKey Stream, long Version, byte[] Json)> Snapshots { get; } = [];

    public List<SkippedEvent> Skipped { get; } = [];

    /// <summary>Events that were folded.</summary>
    public long Events { get; set; }

    /// <summary>The last stream of the run; its id is null when the run is empty.</summary>
    public StreamKey Last { get; set; }

    public int Bytes { get; private set; }

    public void Add(StreamKey stream, long version, byte[] json)
    {
        Snapshots.Add((stream, version, json));
        Bytes += json.Length;
    }
}

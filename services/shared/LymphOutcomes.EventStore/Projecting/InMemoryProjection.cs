namespace LymphOutcomes.EventStore.Projecting;

/// <summary>Rows in memory, for tests: the same promises within one process.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="types">How events are written.</param>
/// <param name="log">The log.</param>
/// <param name="raw">The same log, for large reads.</param>
public sealed class InMemoryProjection<TRow>(EventTypes types, ILogReader log, IRawLogReader raw)
    where TRow : class, IRowFold<TRow>
{
    private readonly Lock _gate = new();
    private Build _live = new();
    private Build? _beside;

    /// <summary>The rows that are read.</summary>
    public IProjectionRows<TRow> Live => new View(this, isBeside: false);

    /// <summary>Every live row.</summary>
    public IReadOnlyDictionary<RowKey, TRow> Rows
    {
        get
        {
            lock (_gate)
                return new Dictionary<RowKey, TRow>(_live.Rows);
        }
    }

    /// <summary>Events that are missing from the live rows.</summary>
    public IReadOnlyCollection<SkippedEvent> Skipped
    {
        get
        {
            lock (_gate)
                return [.. _live.Skipped.Values];
        }
    }

    /// <summary>The rows being built anew, or new empty ones.</summary>
    public IRowsBeside<TRow> Beside()
    {
        lock (_gate)
            _beside ??= new();
        return new View(this, isBeside: true);
    }

    private Task<long> HeadAsync(CancellationToken ct) => log.HeadAsync(ct);

    private Task<IReadOnlyList<RawEvent>> StretchAsync(long from, long head, CancellationToken ct) =>
        raw.ReadRawAsync(from, head, RowBatch<TRow>.NotRead(types), ct);

    private Build Of(bool isBeside) => isBeside
        ? _beside ?? throw new InvalidOperationException("The rows beside have taken over, or were never begun.")
        : _live;

    private static bool Write(Build build, ProjectionStep<TRow> step)
    {
        if (build.Position != step.From)
            return false;
        build.Position = step.To;
        foreach ((RowKey key, TRow? row) in step.Rows)
        {
            if (row is null)
                build.Rows.Remove(key);
            else
                build.Rows[key] = row;
        }

        foreach (SkippedEvent skipped in step.Skipped)
            build.Skipped[skipped.SeqId] = skipped;
        return true;
    }

    // The live runner cannot write meanwhile; what it has folded and these rows have not is folded here.
    private bool Replace(IReadOnlyList<RawEvent> stretch, long from, long head)
    {
        lock (_gate)
        {
            Build beside = Of(isBeside: true);
            if (beside.Position != from || _live.Position > head)
                return false;
            RowBatch<TRow> batch = new(types, stretch);
            Write(beside, batch.Fold(from, head, beside.Rows));
            _live = beside;
            _beside = null;
            return true;
        }
    }

    private sealed class Build
    {
        public long Position { get; set; }

        public Dictionary<RowKey, TRow> Rows { get; } = [];

        public SortedDictionary<long, SkippedEvent> Skipped { get; } = [];
    }

    private sealed class View(InMemoryProjection<TRow> projection, bool isBeside) : IRowsBeside<TRow>
    {
        public Task<long> PositionAsync(CancellationToken ct)
        {
            lock (projection._gate)
                return Task.FromResult(projection.Of(isBeside).Position);
        }

        public Task<IReadOnlyDictionary<RowKey, TRow>> FindAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct)
        {
            lock (projection._gate)
            {
                Dictionary<RowKey, TRow> rows = projection.Of(isBeside).Rows;
                return Task.FromResult<IReadOnlyDictionary<RowKey, TRow>>(
                    keys.Where(rows.ContainsKey).ToDictionary(key => key, key => rows[key]));
            }
        }

        public Task<bool> WriteAsync(ProjectionStep<TRow> step, CancellationToken ct)
        {
            lock (projection._gate)
                return Task.FromResult(Write(projection.Of(isBeside), step));
        }

        public async Task<TakeOver> TakeOverAsync(CancellationToken ct)
        {
            long from = await PositionAsync(ct);
            long head = await projection.HeadAsync(ct);
            return head - from <= IRowsBeside<TRow>.LastStretchMax
                && projection.Replace(await projection.StretchAsync(from, head, ct), from, head)
                    ? TakeOver.Done
                    : TakeOver.Behind;
        }
    }
}

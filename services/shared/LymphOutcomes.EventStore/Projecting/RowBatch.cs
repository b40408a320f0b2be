namespace LymphOutcomes.EventStore.Projecting;

/// <summary>
/// Folds a portion of the log into rows. Pure: the same portion and the same rows before it give the same step. An event of an
/// unknown type, one that cannot be read and one a fold throws on are set aside, and the rest goes on.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
public sealed class RowBatch<TRow>
    where TRow : class, IRowFold<TRow>
{
    private readonly List<(RowKey Key, StoredEvent Event)> _events = [];
    private readonly List<SkippedEvent> _skipped = [];

    /// <summary>Reads the events of a portion.</summary>
    /// <param name="types">How events are written.</param>
    /// <param name="portion">In log order.</param>
    public RowBatch(EventTypes types, IReadOnlyList<RawEvent> portion)
    {
        foreach (RawEvent raw in portion)
        {
            if (raw.Read(types, out SkippedEvent? skipped) is not { } stored)
                _skipped.Add(skipped!);
            else if (stored.Data is null)
                _skipped.Add(new(raw.SeqId, raw.Type, "unknown type"));
            else if (TRow.Reads(stored.Data.GetType()))
                Concern(stored);
        }
    }

    /// <summary>Rows whose present state <see cref="Fold"/> needs.</summary>
    public IReadOnlyCollection<RowKey> Keys => [.. _events.Select(e => e.Key).Distinct()];

    /// <summary>Stored names a projection of such rows need not read. Unknown names are not among them: they are set aside.</summary>
    public static IReadOnlyCollection<string> NotRead(EventTypes types) =>
        [.. types.Readable.Where(name => types.TypeOf(name) is { } type && !TRow.Reads(type))];

    /// <summary>The rows after the portion.</summary>
    /// <param name="from">Position before the portion.</param>
    /// <param name="to">Position after it.</param>
    /// <param name="known">The rows of <see cref="Keys"/> that there are.</param>
    public ProjectionStep<TRow> Fold(long from, long to, IReadOnlyDictionary<RowKey, TRow> known)
    {
        Dictionary<RowKey, TRow?> rows = [];
        List<SkippedEvent> skipped = [.. _skipped];
        foreach ((RowKey key, StoredEvent @event) in _events)
        {
            TRow? before = rows.TryGetValue(key, out TRow? changed) ? changed : known.GetValueOrDefault(key);
            try
            {
                rows[key] = TRow.Evolve(before, @event);
            }
            catch (Exception broken)
            {
                // The row stays as it was before this event.
                skipped.Add(SkippedEvent.Because(@event.SeqId, @event.Type, "the fold failed", broken));
            }
        }

        return new(from, to, rows, [.. skipped.OrderBy(s => s.SeqId)]);
    }

    private void Concern(StoredEvent stored)
    {
        try
        {
            if (TRow.KeyOf(stored) is { } key)
                _events.Add((key, stored));
        }
        catch (Exception broken)
        {
            _skipped.Add(SkippedEvent.Because(stored.SeqId, stored.Type, "the fold failed", broken));
        }
    }
}

/// <summary>What a portion of the log did to the rows: written whole, with the position, or not at all.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="From">Position before.</param>
/// <param name="To">Position after.</param>
/// <param name="Rows">Rows that changed; null = removed.</param>
/// <param name="Skipped">Events set aside, in log order.</param>
public sealed record ProjectionStep<TRow>(
    long From, long To, IReadOnlyDictionary<RowKey, TRow?> Rows, IReadOnlyList<SkippedEvent> Skipped)
    where TRow : class, IRowFold<TRow>;

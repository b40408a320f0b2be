namespace LymphOutcomes.EventStore.Projecting;

/// <summary>A row of a read model: the fold of the events that concern it, in log order. Pure: no clock, no I/O.</summary>
/// <typeparam name="TRow">The row itself.</typeparam>
public interface IRowFold<TRow>
    where TRow : class, IRowFold<TRow>
{
    /// <summary>Raised by one when rows come out otherwise than before: a rebuild that an older program began starts anew.</summary>
    static abstract int FoldVersion { get; }

    /// <summary>True for types of events that concern any row; others are not even read.</summary>
    static abstract bool Reads(Type type);

    /// <summary>The row an event concerns; null for none.</summary>
    static abstract RowKey? KeyOf(StoredEvent @event);

    /// <summary>The row after an event.</summary>
    /// <param name="row">The row before it; null when there is none.</param>
    /// <param name="event">An event whose <see cref="KeyOf"/> is the row's.</param>
    /// <returns>Null when there is to be no row.</returns>
    static abstract TRow? Evolve(TRow? row, StoredEvent @event);
}

/// <summary>Names one row of one hospital.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">Unique within the tenant, as the database writes it in text.</param>
public readonly record struct RowKey(string Tenant, string Id);

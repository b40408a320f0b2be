using System.Data.Common;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>
/// Rows written in the append's own transaction, by the fold that also rebuilds them. The row before is not read there: each
/// event carries the whole row, apart from columns that keep the value of the first write.
/// </summary>
internal sealed class InlineRows<TState, TRow>(IRowTable<TRow> table) : IInlineView<TState>
    where TState : class, IFold<TState>
    where TRow : class, IRowFold<TRow>
{
    private readonly RowSql<TRow> _sql = new(table, table.Name);

    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<TState>> units)
    {
        Dictionary<RowKey, TRow?> rows = [];
        // In log order, as a rebuild sees them: a row may go from one stream to another.
        foreach (StoredEvent @event in units.SelectMany(unit => unit.Events).OrderBy(stored => stored.SeqId))
        {
            if (@event.Data is { } data && TRow.Reads(data.GetType()) && TRow.KeyOf(@event) is { } key)
                rows[key] = TRow.Evolve(rows.GetValueOrDefault(key), @event);
        }

        _sql.AddWrites((NpgsqlBatch)batch, rows);
    }
}

using System.Globalization;
using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>
/// The statements of one table of rows. Values travel as one array of text a column and are cast by the server, so that one
/// prepared statement serves any number of rows.
/// </summary>
internal sealed class RowSql<TRow>
    where TRow : class, IRowFold<TRow>
{
    private readonly IRowTable<TRow> _table;
    private readonly string _find;
    private readonly string _upsert;
    private readonly string _delete;

    /// <param name="table">The rows.</param>
    /// <param name="name">The table itself, or the one beside it.</param>
    public RowSql(IRowTable<TRow> table, string name)
    {
        _table = table;
        IReadOnlyList<RowColumn<TRow>> columns = table.Columns;
        (string tenant, string id) = (columns[0].Name, columns[1].Name);
        string names = string.Join(", ", columns.Select(c => c.Name));
        string casts = string.Join(", ", columns.Select((c, i) => Text($"u.c{i}::{c.Type}")));
        string arrays = string.Join(", ", columns.Select((_, i) => Text($"${i + 1}::text[]")));
        string places = string.Join(", ", columns.Select((_, i) => Text($"c{i}")));
        string changes = string.Join(", ", columns.Skip(2).Where(c => !c.IsFixed).Select(c => $"{c.Name} = excluded.{c.Name}"));
        string keys = $"unnest($1::text[], $2::text[]) as k (tenant, id) where t.{tenant} = k.tenant and t.{id} = k.id::{columns[1].Type}";
        _find = $"select {string.Join(", ", columns.Select(c => $"t.{c.Name}"))}, t.{id}::text from {name} t, {keys}";
        _upsert = $"insert into {name} ({names}) select {casts} from unnest({arrays}) as u ({places}) "
            + $"on conflict ({tenant}, {id}) do " + (changes.Length == 0 ? "nothing" : $"update set {changes}");
        _delete = $"delete from {name} t using {keys}";
    }

    public async Task<IReadOnlyDictionary<RowKey, TRow>> FindAsync(
        NpgsqlConnection connection, IReadOnlyCollection<RowKey> keys, CancellationToken ct)
    {
        Dictionary<RowKey, TRow> found = [];
        if (keys.Count == 0)
            return found;
        await using NpgsqlBatch batch = new(connection);
        AddKeys(batch.Add(_find), keys);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetString(0), rows.GetString(_table.Columns.Count)), _table.Read(rows));
        return found;
    }

    public void AddWrites(NpgsqlBatch batch, IReadOnlyDictionary<RowKey, TRow?> rows)
    {
        List<TRow> kept = [.. rows.Values.OfType<TRow>()];
        List<RowKey> removed = [.. rows.Where(row => row.Value is null).Select(row => row.Key)];
        if (kept.Count > 0)
        {
            NpgsqlParameterCollection parameters = batch.Add(_upsert);
            foreach (RowColumn<TRow> column in _table.Columns)
                parameters.Texts([.. kept.Select(column.Text)]);
        }

        if (removed.Count > 0)
            AddKeys(batch.Add(_delete), removed);
    }

    private static void AddKeys(NpgsqlParameterCollection parameters, IReadOnlyCollection<RowKey> keys)
    {
        parameters.Texts([.. keys.Select(key => key.Tenant)]);
        parameters.Texts([.. keys.Select(key => key.Id)]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

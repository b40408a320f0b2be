using System.Text;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.EventStore.Postgres.Migrating;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Store.Tests;

public sealed class When_a_schema_is_made(Stores stores) : IClassFixture<Stores>
{
    private const string ShapeSql = """
        select line from (
            select 1 as part, table_name || '.' || lpad(ordinal_position::text, 2, '0') as place,
                   concat_ws(' ', 'column', table_name || '.' || column_name, data_type,
                             '(' || character_maximum_length || ')', 'nullable=' || is_nullable, 'default=' || column_default) as line
            from information_schema.columns where table_schema = current_schema() and table_name like 'mt\_%'
            union all
            select 2, c.table_name || '.' || c.constraint_name,
                   concat_ws(' ', 'constraint', c.table_name || '.' || c.constraint_name, c.constraint_type,
                             (select string_agg(k.column_name, ', ' order by k.ordinal_position)
                              from information_schema.key_column_usage k
                              where k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name))
            from information_schema.table_constraints c
            where c.table_schema = current_schema() and c.table_name like 'mt\_%' and c.constraint_type <> 'CHECK'
            union all
            select 3, indexname, 'index ' || replace(indexdef, current_schema() || '.', '')
            from pg_indexes where schemaname = current_schema() and tablename like 'mt\_%'
            union all
            select 4, sequence_name, concat_ws(' ', 'sequence', sequence_name, data_type, 'increment=' || increment)
            from information_schema.sequences where sequence_schema = current_schema()
        ) shape order by part, place
        """;

    [OnPostgresFact]
    public async Task The_event_tables_are_Martens()
    {
        LogOptions options = await stores.NewSchemaAsync();
        StringBuilder shape = new();
        foreach (object line in await Stores.QueryAsync(options, ShapeSql))
            shape.Append(line).Append('\n');

        string path = Path.Combine(AppContext.BaseDirectory, "marten-tables.txt");
        Assert.Equal(await File.ReadAllTextAsync(path), shape.ToString().Replace(options.Schema + ".", "", StringComparison.Ordinal));
    }

    [OnPostgresFact]
    public async Task Instances_that_start_together_apply_each_migration_once()
    {
        LogOptions options = await stores.EmptySchemaAsync();
        IReadOnlyList<string>[] applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ApplyAsync(options)));

        string[] all =
        [
            "001_marten_tables", "002_snapshots", "003_records_seen", "004_snapshots_as_bytes", "005_projections", "006_suspect_items",
            "007_refused_positions", "101_sums", "102_totals",
        ];
        Assert.Equal(all, applied.SelectMany(a => a));
        Assert.Empty(await ApplyAsync(options));
        Assert.Equal(all, await Stores.QueryAsync(options, "select name from migrations order by number"));
    }

    [OnPostgresFact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await Stores.QueryAsync(options, "update migrations set sha256 = 'other' where number = 101");
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(options));
        Assert.Contains("101_sums", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Intake")]
    [InlineData("1intake")]
    [InlineData("intake; drop table x")]
    [InlineData("intake\n")]
    [InlineData("")]
    [InlineData("a123456789012345678901234567890x")]
    public Task A_name_that_is_no_schema_is_refused(string schema) =>
        Assert.ThrowsAsync<ArgumentException>(() => Migrator.ApplyAsync("Host=nowhere", schema, [], CancellationToken.None));

    private static Task<IReadOnlyList<string>> ApplyAsync(LogOptions options) => Migrator.ApplyAsync(
        options.ConnectionString, options.Schema, [typeof(Stores).Assembly], CancellationToken.None);
}

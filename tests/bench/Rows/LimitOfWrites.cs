using LymphOutcomes.Bench.Driving;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Bench.Rows;

/// <summary>U: what PostgreSQL can take at all. One connection, 500 rows a statement and commit.</summary>
internal sealed class LimitOfWrites : IRow
{
    private const int RowsACommit = 500;

    private const string Insert = """
        insert into mt_events (seq_id, id, tenant_id, stream_id, version, type, data, headers, timestamp)
        select e.seq_id, e.id, 'demo', e.stream_id, e.version, 'limb-measured.v1', e.data::jsonb, e.headers::jsonb, now()
        from unnest($1::bigint[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::text[])
             as e (seq_id, id, stream_id, version, data, headers)
        """;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["u"];

    /// <inheritdoc/>
    public bool DrivesPrograms => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        await using OwnTables tables = new(stage.Settings, "bench_limit");
        IReadOnlyList<Body> bodies = stage.Bodies.Spread("limit", stage.Sizes.LimitEvents, stage.Sizes.Patients);
        await RoundAsync(stage, tables, [.. bodies.Take(Sizes.WarmUp(bodies.Count))], ct);
        return
        [
            new("u", Figure.Rate,
                await stage.RoundsAsync("plain unnest", Figure.Rate, _ => RoundAsync(stage, tables, bodies, ct)),
                $"plain Npgsql, one connection, {RowsACommit} rows a commit, into a copy of mt_events with all its indexes"),
        ];
    }

    private static async Task<double> RoundAsync(Stage stage, OwnTables tables, IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        await tables.MakeAsync(ct);
        await using NpgsqlConnection connection = await tables.Database.OpenConnectionAsync(ct);
        List<NpgsqlCommand> commits = [];
        foreach (int[] rows in Enumerable.Range(0, bodies.Count).Chunk(RowsACommit))
            commits.Add(CommandOf(connection, stage, bodies, rows));

        Dictionary<string, double> cpu = stage.Cpu.Read();
        long start = stage.Time.GetTimestamp();
        foreach (NpgsqlCommand commit in commits)
            await commit.ExecuteNonQueryAsync(ct);
        double rate = stage.RateSince(start, stage.Time.GetTimestamp(), bodies.Count);
        stage.SayCpu(cpu, bodies.Count);
        commits.ForEach(commit => commit.Dispose());
        long stored = await tables.CountAsync(ct);
        return stored == bodies.Count ? rate : throw new CountsDifferException($"{stored} rows of {bodies.Count}");
    }

    private static NpgsqlCommand CommandOf(NpgsqlConnection connection, Stage stage, IReadOnlyList<Body> bodies, int[] rows)
    {
        NpgsqlCommand command = new(Insert, connection);
        Add(NpgsqlDbType.Bigint, rows.Select(n => n + 1L));
        Add(NpgsqlDbType.Uuid, rows.Select(_ => Guid.CreateVersion7(stage.Time.GetUtcNow())));
        Add(NpgsqlDbType.Text, rows.Select(n => OwnTables.Stream(n % OwnTables.Streams)));
        Add(NpgsqlDbType.Bigint, rows.Select(n => (n / OwnTables.Streams) + 1L));
        Add(NpgsqlDbType.Text, rows.Select(n => OwnTables.JsonOf(bodies[n])));
        Add(NpgsqlDbType.Text, rows.Select(_ => OwnTables.Headers));
        return command;

        void Add<T>(NpgsqlDbType type, IEnumerable<T> values) => command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}

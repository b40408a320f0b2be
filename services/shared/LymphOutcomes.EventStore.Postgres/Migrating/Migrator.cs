using System.Reflection;
using System.Text.RegularExpressions;
using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Migrating;

/// <summary>Brings a schema up to date. Safe to run twice, and from several instances at once.</summary>
public static class Migrator
{
    private const string LockSql = "select pg_advisory_lock($1)";

    private const string TableSql = """
        create table if not exists migrations (
            number     integer     not null constraint pkey_migrations primary key,
            name       text        not null,
            sha256     text        not null,
            applied_at timestamptz not null default (now())
        )
        """;

    private const string AppliedSql = "select number, sha256 from migrations";

    private const string RecordSql = "insert into migrations (number, name, sha256) values ($1, $2, $3)";

    /// <summary>Applies what is missing: the store's own migrations first, then those of the service.</summary>
    /// <param name="connectionString">The database; the user may create a schema in it, or the schema is there.</param>
    /// <param name="schema">Made if it is missing. Must match <see cref="LogOptions.SchemaPattern"/>.</param>
    /// <param name="services">Assemblies with embedded <c>Migrations/*.sql</c>, numbered from 101.</param>
    /// <param name="ct">Stops it; a migration is applied whole or not at all.</param>
    /// <returns>Names of the migrations this call applied.</returns>
    /// <exception cref="ArgumentException">The schema's name is not allowed.</exception>
    /// <exception cref="InvalidOperationException">A file was changed after it was applied, or two have one number.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(
        string connectionString, string schema, IEnumerable<Assembly> services, CancellationToken ct)
    {
        if (!Regex.IsMatch(schema, LogOptions.SchemaPattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
            throw new ArgumentException($"'{schema}' cannot be the name of a schema.", nameof(schema));
        IReadOnlyList<MigrationFile> files = MigrationFile.In([typeof(Migrator).Assembly, .. services]);
        NpgsqlConnectionStringBuilder text = new(connectionString) { Pooling = false, SearchPath = schema, CommandTimeout = 60 };
        await using NpgsqlConnection connection = new(text.ConnectionString);
        await connection.OpenAsync(ct);
        // A lock of the session: it is given back when the connection is closed, also after a failure.
        await RunAsync(connection, LockSql, p => p.Bigint(AdvisoryKey.OfMigrations(schema)), ct);
        if (!await ExistsAsync(connection, schema, ct))
            await RunAsync(connection, $"create schema {schema}", _ => { }, ct);
        await RunAsync(connection, TableSql, _ => { }, ct);
        Dictionary<int, string> applied = await AppliedAsync(connection, ct);
        List<string> news = [];
        foreach (MigrationFile file in files)
        {
            if (!applied.TryGetValue(file.Number, out string? hash))
                news.Add(await ApplyAsync(connection, file, ct));
            else if (hash != file.Hash)
                throw new InvalidOperationException($"Migration {file.Name} was changed after it was applied to {schema}.");
        }

        return news;
    }

    // Asked and not left to `if not exists`, which wants the right to create schemas even where there is nothing to create.
    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await using NpgsqlCommand command = new("select to_regnamespace($1) is not null", connection);
        command.Parameters.Text(schema);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<string> ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken ct)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, file.Sql, _ => { }, ct);
        await RunAsync(connection, RecordSql, p => Describe(p, file), ct);
        await transaction.CommitAsync(ct);
        return file.Name;
    }

    private static void Describe(NpgsqlParameterCollection parameters, MigrationFile file)
    {
        parameters.Integer(file.Number);
        parameters.Text(file.Name);
        parameters.Text(file.Hash);
    }

    private static async Task<Dictionary<int, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(AppliedSql, connection);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        Dictionary<int, string> applied = [];
        while (await rows.ReadAsync(ct))
            applied.Add(rows.GetInt32(0), rows.GetString(1));
        return applied;
    }

    private static async Task RunAsync(
        NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> parameters, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(sql, connection);
        parameters(command.Parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}

using Npgsql;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Reads and moves on the looks at every patient that follow activations.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class Activations(NpgsqlDataSource database)
{
    private const string Columns =
        "tenant_id, activation, version, begun, patients, done, cursor, held, told, changed, failed, finished, released_by, released_at";

    private const string LatestSql =
        $"select {Columns} from rule_activations where tenant_id = $1 order by activation desc limit 1";

    // A later activation looks at every patient again, so an earlier one that has not come to its end need not go on.
    private const string SupersedeSql =
        """
        update rule_activations a set finished = now() where a.finished is null and exists (
            select from rule_activations l where l.tenant_id = a.tenant_id and l.activation > a.activation)
        """;

    private const string UnfinishedSql =
        $"select {Columns} from rule_activations where finished is null order by begun limit 1";

    private const string ReleasedSql =
        """
        select h.tenant_id, h.patient, a.released_by, h.alert from held_findings h
        join lateral (
            select released_by from rule_activations where tenant_id = h.tenant_id order by activation desc limit 1) a on true
        where a.released_by is not null and (h.tenant_id, h.alert) > ($1, $2)
        order by h.tenant_id, h.alert
        limit $3
        """;

    private const string MoveSql =
        """
        update rule_activations
        set patients = $3, done = $4, cursor = $5, failed = failed + $6, finished = case when $7 then now() end
        where tenant_id = $1 and activation = $2 and finished is null
        """;

    private const string PatientsSql = "select count(*) from mt_streams where tenant_id = $1 and id like 'patient-%'";

    private const string NextSql =
        "select id from mt_streams where tenant_id = $1 and id like 'patient-%' and id > $2 order by id limit $3";

    private const string HeldSql = "select item from held_findings where tenant_id = $1 and alert > $2 order by alert limit $3";

    /// <summary>The hospital's latest; null when there was none.</summary>
    public async Task<ActivationRow?> LatestAsync(string tenant, CancellationToken ct) =>
        (await RowsAsync(LatestSql, ct, tenant)).SingleOrDefault();

    /// <summary>The one to go on with, of any hospital; null when all are at their end.</summary>
    public async Task<ActivationRow?> UnfinishedAsync(CancellationToken ct)
    {
        await ExecuteAsync(SupersedeSql, ct);
        return (await RowsAsync(UnfinishedSql, ct)).SingleOrDefault();
    }

    /// <summary>What is held that a lead has released, by hospital and alert.</summary>
    /// <param name="after">Those after this one.</param>
    /// <param name="atMost">So many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<ReleasedFinding>> ReleasedAsync(FindingPlace after, int atMost, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(ReleasedSql, after.Tenant, after.Alert, atMost);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<ReleasedFinding> released = [];
        while (await rows.ReadAsync(ct))
            released.Add(new(new(rows.GetString(0), rows.GetGuid(3)), rows.GetGuid(1), rows.GetString(2)));
        return released;
    }

    /// <summary>Moves a look on.</summary>
    public Task MoveAsync(ActivationRow to, int failed, bool isEnd, CancellationToken ct) =>
        ExecuteAsync(MoveSql, ct, to.Tenant, to.Activation, to.Patients ?? 0, to.Done, to.Cursor, (long)failed, isEnd);

    /// <summary>How many patients a hospital has.</summary>
    public async Task<long> PatientsAsync(string tenant, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(PatientsSql, tenant);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Streams of the next patients, in the order of their names.</summary>
    public Task<IReadOnlyList<string>> NextAsync(string tenant, string after, int atMost, CancellationToken ct) =>
        TextsAsync(NextSql, ct, tenant, after, atMost);

    /// <summary>What is held, as alerts in JSON, in the order of their ids.</summary>
    public Task<IReadOnlyList<string>> HeldAsync(string tenant, Guid after, int atMost, CancellationToken ct) =>
        TextsAsync(HeldSql, ct, tenant, after, atMost);

    private async Task<IReadOnlyList<string>> TextsAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using NpgsqlCommand command = CommandOf(sql, values);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<string> texts = [];
        while (await rows.ReadAsync(ct))
            texts.Add(rows.GetString(0));
        return texts;
    }

    private async Task<List<ActivationRow>> RowsAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using NpgsqlCommand command = CommandOf(sql, values);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<ActivationRow> read = [];
        while (await rows.ReadAsync(ct))
        {
            read.Add(new(
                rows.GetString(0),
                rows.GetInt32(1),
                rows.GetInt32(2),
                rows.GetFieldValue<DateTimeOffset>(3),
                await OrNullAsync<long?>(4),
                rows.GetInt64(5),
                rows.GetString(6),
                rows.GetInt64(7),
                rows.GetInt64(8),
                rows.GetInt64(9),
                rows.GetInt64(10),
                await OrNullAsync<DateTimeOffset?>(11),
                await OrNullAsync<string?>(12),
                await OrNullAsync<DateTimeOffset?>(13)));
        }

        return read;

        async Task<T?> OrNullAsync<T>(int column) =>
            await rows.IsDBNullAsync(column, ct) ? default : await rows.GetFieldValueAsync<T>(column, ct);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using NpgsqlCommand command = CommandOf(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand CommandOf(string sql, params object[] values)
    {
        NpgsqlCommand command = database.CreateCommand(sql);
        foreach (object value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>Where a held finding stands among them all.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Alert">The alert.</param>
public readonly record struct FindingPlace(string Tenant, Guid Alert)
{
    /// <summary>Before all of them.</summary>
    public static FindingPlace Start { get; } = new("", Guid.Empty);
}

/// <summary>A held finding that a lead has released.</summary>
/// <param name="Place">Which.</param>
/// <param name="Patient">Whose.</param>
/// <param name="By">The lead.</param>
public sealed record ReleasedFinding(FindingPlace Place, Guid Patient, string By);

/// <summary>How far the look at every patient is that follows an activation.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Activation">As in <see cref="RuleSetActivated"/>.</param>
/// <param name="Version">The version put in force.</param>
/// <param name="Begun">When it was put in force.</param>
/// <param name="Patients">How many there are; null until they were counted.</param>
/// <param name="Done">How many were looked at.</param>
/// <param name="Cursor">The last stream looked at.</param>
/// <param name="Held">Findings held back.</param>
/// <param name="Told">Findings told at once.</param>
/// <param name="Changed">Other news of alerts there were.</param>
/// <param name="Failed">Patients whose stream could not be judged.</param>
/// <param name="Finished">When the last was looked at, or a later activation began; null while it goes on.</param>
/// <param name="ReleasedBy">Who released what was held; null while nobody did.</param>
/// <param name="ReleasedAt">When.</param>
public sealed record ActivationRow(
    string Tenant,
    int Activation,
    int Version,
    DateTimeOffset Begun,
    long? Patients,
    long Done,
    string Cursor,
    long Held,
    long Told,
    long Changed,
    long Failed,
    DateTimeOffset? Finished,
    string? ReleasedBy,
    DateTimeOffset? ReleasedAt);

using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Keeps back-tests and what they found, the latest twenty of a hospital. Beside the log: nothing of it judges anybody.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
/// <param name="time">The clock.</param>
public sealed class BackTests(NpgsqlDataSource database, TimeProvider time)
{
    private const int KeptMax = 20;

    // Without a sign of life for so long, the program that ran it is gone.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitingMax = TimeSpan.FromMinutes(30);

    private const string BeginSql =
        """
        insert into back_tests (tenant_id, id, version, against, by, begun, beat, state, patients)
        values ($1, $2, $3, $4, $5, $6, $6, 'waiting', $7)
        """;

    private const string ForgetSql =
        """
        with old as (select id from back_tests where tenant_id = $1 order by begun desc, id offset $2),
        gone as (delete from back_test_differences where tenant_id = $1 and test in (select id from old))
        delete from back_tests where tenant_id = $1 and id in (select id from old)
        """;

    private const string BeatSql = "update back_tests set state = 'running', done = $3, beat = $4 where tenant_id = $1 and id = $2";

    private const string EndSql =
        "update back_tests set state = $3, result = $4, beat = $5, done = coalesce($6, done) where tenant_id = $1 and id = $2";

    private const string KeepSql =
        """
        insert into back_test_differences (tenant_id, test, patient, place, rule, item)
        select $1, $2, * from unnest($3, $4, $5, $6)
        """;

    private const string FindSql =
        """
        select id, version, against, by, begun, beat, state, patients, done, result from back_tests where tenant_id = $1 and id = $2
        """;

    private const string PatientsSql =
        """
        select d.patient, d.item from back_test_differences d
        where d.tenant_id = $1 and d.test = $2 and ($3::varchar is null or d.rule = $3) and d.patient in (
            select distinct patient from back_test_differences
            where tenant_id = $1 and test = $2 and ($3::varchar is null or rule = $3) and patient > $4
            order by patient limit $5)
        order by d.patient, d.place
        """;

    /// <summary>Writes down that one begins, and forgets the oldest.</summary>
    public async Task BeginAsync(string tenant, BackTest test, CancellationToken ct)
    {
        await ExecuteAsync(
            BeginSql, ct, tenant, test.Id, test.Version, test.Against, test.By, test.Begun.ToUniversalTime(), test.Patients);
        await ExecuteAsync(ForgetSql, ct, tenant, KeptMax);
    }

    /// <summary>A sign of life, with how many patients are done.</summary>
    public Task BeatAsync(string tenant, Guid id, long done, CancellationToken ct) =>
        ExecuteAsync(BeatSql, ct, tenant, id, done, time.GetUtcNow());

    /// <summary>Writes down how it ended; null when it failed.</summary>
    public async Task EndAsync(string tenant, Guid id, BackTestResult? result, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(EndSql, tenant, id, result is null ? "failed" : "done");
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = result is null ? DBNull.Value : JsonSerializer.Serialize(result, ContractJson.Options),
        });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = result is null ? DBNull.Value : result.Patients });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Keeps patients with a difference.</summary>
    public async Task KeepAsync(string tenant, Guid id, IReadOnlyList<BackTestPatient> patients, CancellationToken ct)
    {
        List<(Guid Patient, int Place, BackTestDifference Item)> rows =
            [.. patients.SelectMany(patient => patient.Differences.Select((one, place) => (patient.Patient, place, one)))];
        await using NpgsqlCommand command = CommandOf(
            KeepSql,
            tenant,
            id,
            rows.ConvertAll(row => row.Patient).ToArray(),
            rows.ConvertAll(row => row.Place).ToArray(),
            rows.ConvertAll(row => row.Item.Rule).ToArray());
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
            Value = rows.ConvertAll(row => JsonSerializer.Serialize(row.Item, ContractJson.Options)).ToArray(),
        });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One back-test; null when the hospital has none of this id.</summary>
    public async Task<BackTest?> FindAsync(string tenant, Guid id, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(FindSql, tenant, id);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        string state = row.GetString(6);
        TimeSpan? patience = state switch { "waiting" => WaitingMax, "running" => SilenceMax, _ => null };
        return new(
            row.GetGuid(0),
            row.GetInt32(1),
            row.GetInt32(2),
            row.GetString(3),
            row.GetFieldValue<DateTimeOffset>(4),
            time.GetUtcNow() - row.GetFieldValue<DateTimeOffset>(5) > patience ? "interrupted" : state,
            row.GetInt64(7),
            row.GetInt64(8),
            await row.IsDBNullAsync(9, ct)
                ? null
                : JsonSerializer.Deserialize<BackTestResult>(row.GetString(9), ContractJson.Options));
    }

    /// <summary>Patients with a difference, in the order of their ids.</summary>
    public async Task<IReadOnlyList<BackTestPatient>> PatientsAsync(
        string tenant, Guid id, string? rule, Guid after, int limit, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(PatientsSql, tenant, id);
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = (object?)rule ?? DBNull.Value });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<(Guid Patient, BackTestDifference Item)> read = [];
        while (await rows.ReadAsync(ct))
            read.Add((rows.GetGuid(0), JsonSerializer.Deserialize<BackTestDifference>(rows.GetString(1), ContractJson.Options)!));
        return [.. read.GroupBy(one => one.Patient, one => one.Item).Select(one => new BackTestPatient(one.Key, [.. one]))];
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

using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Keeps what a version that runs beside the one in force would have told, one row a patient, written over each time.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class ShadowFindings(NpgsqlDataSource database)
{
    private const string KeepSql =
        """
        insert into shadow_findings (tenant_id, run, patient, seq, item) select $1, $2, * from unnest($3, $4, $5)
        on conflict (tenant_id, run, patient) do update set seq = excluded.seq, item = excluded.item
            where shadow_findings.seq <= excluded.seq
        """;

    private const string ForgetSql = "delete from shadow_findings where tenant_id = $1 and run < $2";

    private const string SumSql =
        """
        select r.rule, sum(r.against)::bigint, sum(r.candidate)::bigint, sum(r.new)::bigint, sum(r.lost)::bigint
        from shadow_findings f
        cross join lateral jsonb_to_recordset(f.item) as r (rule text, against bigint, candidate bigint, new bigint, lost bigint)
        where f.tenant_id = $1 and f.run = $2
        group by r.rule order by r.rule
        """;

    private const string CountSql = "select count(*) from shadow_findings where tenant_id = $1 and run = $2";

    /// <summary>Writes what was found of some patients; of an earlier state nothing is written.</summary>
    public async Task KeepAsync(string tenant, int run, IReadOnlyList<ShadowFinding> findings, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(
            KeepSql,
            tenant,
            run,
            findings.Select(one => one.Patient).ToArray(),
            findings.Select(one => one.Seq).ToArray());
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
            Value = findings.Select(one => JsonSerializer.Serialize(one.Rules, ContractJson.Options)).ToArray(),
        });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets the runs before one.</summary>
    public async Task ForgetBeforeAsync(string tenant, int run, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(ForgetSql, tenant, run);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What was found so far.</summary>
    public async Task<(long Patients, IReadOnlyList<BackTestRule> Rules)> SumAsync(string tenant, int run, CancellationToken ct)
    {
        await using NpgsqlCommand count = CommandOf(CountSql, tenant, run);
        long patients = (long)(await count.ExecuteScalarAsync(ct))!;
        await using NpgsqlCommand sum = CommandOf(SumSql, tenant, run);
        await using NpgsqlDataReader rows = await sum.ExecuteReaderAsync(ct);
        List<BackTestRule> rules = [];
        while (await rows.ReadAsync(ct))
        {
            rules.Add(new(
                rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), AgainstPer100Months: null, CandidatePer100Months: null,
                rows.GetInt64(3), rows.GetInt64(4)));
        }

        return (patients, rules);
    }

    private NpgsqlCommand CommandOf(string sql, params object[] values)
    {
        NpgsqlCommand command = database.CreateCommand(sql);
        foreach (object value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>What both versions would have told of one patient since the run began.</summary>
/// <param name="Patient">The patient.</param>
/// <param name="Seq">How far the patient's stream was looked at.</param>
/// <param name="Rules">By rule; empty when neither told anything.</param>
public sealed record ShadowFinding(Guid Patient, long Seq, IReadOnlyList<BackTestRule> Rules);

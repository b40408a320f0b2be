using Npgsql;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Finds the streams of rule sets in alerting's log without reading the patients' events between them.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class RuleStreams(NpgsqlDataSource database)
{
    // Of the whole log by the few tenants, of its end by the numbers since: neither looks at more than a few rows.
    private const string AllSql =
        """
        with recursive t as (
            (select tenant_id from mt_streams order by tenant_id limit 1)
            union all
            select (select s.tenant_id from mt_streams s where s.tenant_id > t.tenant_id order by s.tenant_id limit 1)
            from t where t.tenant_id is not null)
        select t.tenant_id from t join mt_streams s on s.tenant_id = t.tenant_id and s.id = $1
        """;

    private const string SinceSql =
        "select distinct tenant_id from mt_events where seq_id > $1 and seq_id <= $2 and stream_id = $3";

    /// <summary>Hospitals that have a stream of rule sets.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(AllSql);
        command.Parameters.Add(new() { Value = RuleSetHistory.StreamId });
        return await ReadAsync(command, ct);
    }

    /// <summary>Hospitals whose stream of rule sets was written to in a span of the log.</summary>
    public async Task<IReadOnlyList<string>> SinceAsync(long afterSeq, long upToSeq, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(SinceSql);
        command.Parameters.Add(new() { Value = afterSeq });
        command.Parameters.Add(new() { Value = upToSeq });
        command.Parameters.Add(new() { Value = RuleSetHistory.StreamId });
        return await ReadAsync(command, ct);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        List<string> tenants = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            tenants.Add(rows.GetString(0));
        return tenants;
    }
}

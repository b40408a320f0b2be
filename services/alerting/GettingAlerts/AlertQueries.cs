using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using Npgsql;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>Reads alert rows; every read is of one tenant.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class AlertQueries(NpgsqlDataSource database)
{
    // One statement, so that the number of the log and the rows are of one moment: a resolution sends the number back.
    private const string PageSql =
        """
        select head.seq, page.raised_seq, page.id, page.item
        from (select coalesce(max(seq_id), 0) as seq from mt_events) head
        left join lateral (
            select raised_seq, id, item from alerts
            where tenant_id = @tenant
              and (@patient::uuid is null or patient = @patient)
              and (@handling::varchar[] is null or handling = any(@handling))
              and (raised_seq, id) > (@after_seq, @after_id)
            order by raised_seq, id
            limit @limit) page on true
        order by page.raised_seq, page.id
        """;

    private const string OneSql =
        """
        select (select coalesce(max(seq_id), 0) from mt_events), item from alerts where tenant_id = @tenant and id = @id
        """;

    /// <summary>A page of alerts in the order they were raised.</summary>
    public async Task<AlertPage> PageAsync(string tenant, AlertFilter filter, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(PageSql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("patient", NpgsqlTypes.NpgsqlDbType.Uuid) { Value = (object?)filter.Patient ?? DBNull.Value });
        command.Parameters.Add(new("handling", NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Varchar)
        {
            Value = (object?)filter.Handling?.ToArray() ?? DBNull.Value,
        });
        command.Parameters.Add(new("after_seq", filter.After.Seq));
        command.Parameters.Add(new("after_id", filter.After.Id));
        command.Parameters.Add(new("limit", filter.Limit + 1));

        List<Alert> items = [];
        long asOf = 0;
        AlertCursor last = filter.After;
        bool more = false;
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            asOf = reader.GetInt64(0);
            if (await reader.IsDBNullAsync(1, ct))
                continue;
            if (items.Count == filter.Limit)
            {
                more = true;
                break;
            }

            last = new(reader.GetInt64(1), reader.GetGuid(2));
            items.Add(Read(reader.GetString(3)));
        }

        return new(items, more ? last.ToString() : null, asOf);
    }

    /// <summary>One alert and the number of the log it was read at; null when the tenant has no such alert.</summary>
    public async Task<(Alert Alert, long AsOf)?> FindAsync(string tenant, Guid id, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(OneSql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("id", id));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (Read(reader.GetString(1)), reader.GetInt64(0)) : null;
    }

    private static Alert Read(string json) => JsonSerializer.Deserialize<Alert>(json, ContractJson.Options)!;
}

/// <summary>Which alerts to read.</summary>
/// <param name="Patient">Only of this patient; null = of all.</param>
/// <param name="Handling">Only in these states of handling; null = in any.</param>
/// <param name="After">Read on from here.</param>
/// <param name="Limit">1 to 500.</param>
public sealed record AlertFilter(Guid? Patient, IReadOnlyList<string>? Handling, AlertCursor After, int Limit);

/// <summary>A place in the list of alerts.</summary>
/// <param name="Seq">Number the alert was raised at.</param>
/// <param name="Id">The alert.</param>
public sealed record AlertCursor(long Seq, Guid Id)
{
    /// <summary>Before the first alert.</summary>
    public static AlertCursor Start { get; } = new(0, Guid.Empty);

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static AlertCursor? Parse(string text) =>
        text.Split('_') is [var seq, var id] && long.TryParse(seq, out long number) && Guid.TryParseExact(id, "N", out Guid alert)
            ? new(number, alert)
            : null;

    /// <summary>Opaque to callers.</summary>
    public override string ToString() => $"{Seq}_{Id:N}";
}

using System.Text.Json;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using Npgsql;

namespace LymphOutcomes.Alerting.AskingThePast;

/// <summary>The work queue of a past moment, from the events themselves: each carries the alert as it then stood.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class PastQueries(NpgsqlDataSource database)
{
    // Reads the alert events of one hospital up to a number; there is no view of the past to keep.
    private const string Sql =
        """
        select stream_id, alert from (
            select distinct on (data -> 'alert' ->> 'id')
                stream_id, data -> 'alert' as alert, (data -> 'alert' ->> 'id')::uuid as id
            from mt_events
            where tenant_id = @tenant and type = any(@types) and seq_id <= @seq and data -> 'alert' -> 'held' is null
            order by data -> 'alert' ->> 'id', seq_id desc) latest
        where id > @after and alert ->> 'handling' <> @resolved
        order by id
        limit @limit
        """;

    private static readonly string[] Types =
    [
        .. AlertingEventTypes.All.All.Where(type => typeof(AlertEvent).IsAssignableFrom(type.Value)).Select(type => type.Key),
    ];

    /// <summary>Alerts that nobody had resolved when the log had reached a number.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="seq">The number.</param>
    /// <param name="after">Only alerts with a greater id.</param>
    /// <param name="limit">1 to 500.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<(IReadOnlyList<Alert> Items, Guid? Next)> QueueAsync(
        string tenant, long seq, Guid after, int limit, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(Sql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("types", Types));
        command.Parameters.Add(new("seq", seq));
        command.Parameters.Add(new("after", after));
        command.Parameters.Add(new("resolved", Handling.Resolved.ToWire()));
        command.Parameters.Add(new("limit", limit + 1));
        List<Alert> items = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            AlertState alert = JsonSerializer.Deserialize<AlertState>(rows.GetString(1), AlertingEventTypes.Json)!;
            if (new StreamKey(tenant, rows.GetString(0)).Patient is { } patient)
                items.Add(AlertView.Of(patient, alert));
        }

        return items.Count > limit ? (items[..limit], items[limit - 1].Id) : (items, null);
    }
}

using LymphOutcomes.Contracts.Alerting.V1;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Reads what was sent to whom; every read is of one tenant.</summary>
/// <param name="database">The service's database.</param>
public sealed class NotificationQueries(NpgsqlDataSource database)
{
    private const string PageSql =
        """
        select number, id, route, channel, what, alert, patient, severity, state, at, attempts, due_at, settled_at
        from deliveries
        where tenant_id = @tenant and number > @after
          and (@state::varchar is null or state = @state) and (@alert::uuid is null or alert = @alert)
        order by number
        limit @limit
        """;

    // The latest ten of each.
    private const string AttemptsSql =
        """
        select delivery, attempt, recipient, begun_at, outcome, detail, ended_at
        from (select *, row_number() over (partition by delivery order by attempt desc) as back
              from delivery_attempts where tenant_id = @tenant and delivery = any(@deliveries)) a
        where back <= 10
        order by delivery, attempt
        """;

    /// <summary>A page, in the order in which they were written down.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="filter">Which.</param>
    /// <param name="ct">Stops the read.</param>
    public async Task<NotificationPage> PageAsync(string tenant, NotificationFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<(long Number, Notification Item)> found = await DeliveriesAsync(tenant, filter, ct);
        bool more = found.Count > filter.Limit;
        if (more)
            found.RemoveAt(filter.Limit);
        ILookup<Guid, NotificationAttempt> attempts =
            await AttemptsAsync(tenant, [.. found.Where(row => row.Item.AttemptCount > 0).Select(row => row.Item.Id)], ct);
        return new(
            [.. found.Select(row => row.Item with { Attempts = [.. attempts[row.Item.Id]] })], more ? found[^1].Number : null);
    }

    private async Task<List<(long Number, Notification Item)>> DeliveriesAsync(
        string tenant, NotificationFilter filter, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(PageSql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("after", filter.After));
        command.Parameters.Add(new("state", NpgsqlDbType.Varchar) { Value = (object?)filter.State ?? DBNull.Value });
        command.Parameters.Add(new("alert", NpgsqlDbType.Uuid) { Value = (object?)filter.Alert ?? DBNull.Value });
        command.Parameters.Add(new("limit", filter.Limit + 1));
        List<(long, Notification)> found = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add((rows.GetInt64(0), ItemIn(rows)));
        return found;
    }

    private static Notification ItemIn(NpgsqlDataReader row)
    {
        string state = row.GetString(8);
        return new(
            row.GetGuid(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetGuid(5),
            row.GetGuid(6),
            row.GetString(7),
            state,
            row.GetFieldValue<DateTimeOffset>(9),
            row.GetInt32(10),
            [],
            state == "waiting" ? row.GetFieldValue<DateTimeOffset>(11) : null,
            Moment(row, 12));
    }

    private async Task<ILookup<Guid, NotificationAttempt>> AttemptsAsync(
        string tenant, IReadOnlyList<Guid> deliveries, CancellationToken ct)
    {
        List<(Guid Delivery, NotificationAttempt Attempt)> found = [];
        if (deliveries.Count > 0)
        {
            await using NpgsqlCommand command = database.CreateCommand(AttemptsSql);
            command.Parameters.Add(new("tenant", tenant));
            command.Parameters.Add(new("deliveries", deliveries.ToArray()));
            await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                found.Add((rows.GetGuid(0), new(
                    rows.GetInt32(1),
                    rows.GetString(2),
                    rows.GetFieldValue<DateTimeOffset>(3),
                    rows.IsDBNull(4) ? "unknown" : rows.GetString(4),
                    rows.IsDBNull(5) ? null : rows.GetString(5),
                    Moment(rows, 6))));
            }
        }

        return found.ToLookup(row => row.Delivery, row => row.Attempt);
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

/// <summary>Which notifications to read.</summary>
/// <param name="State">Only in this state; null: in any.</param>
/// <param name="Alert">Only of this alert; null: of all.</param>
/// <param name="After">Read on from here; 0: from the beginning.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record NotificationFilter(string? State, Guid? Alert, long After, int Limit);

using Npgsql;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Counts notifications that did not arrive. Reads only.</summary>
/// <param name="source">Reaches the database as somebody who may read alerting's schema.</param>
public sealed class NotificationsProbe(NpgsqlDataSource source)
{
    private const int RowsMax = 200;

    // What waits for the end of quiet hours was not tried, as a rule; what was tried at least once waits because nobody takes it.
    private const string Sql = """
        select tenant_id, route,
               count(*) filter (where state = 'failed'),
               count(*) filter (where state = 'waiting'),
               min(first_attempt_at) filter (where state = 'waiting')
        from alerting.deliveries
        where (state = 'failed' and settled_at > now() - interval '7 days')
           or (state = 'waiting' and first_attempt_at < now() - interval '15 minutes')
        group by 1, 2 order by 1, 2 limit $1
        """;

    /// <summary>Given up in the last seven days, or tried for more than a quarter of an hour; at most 200 routes.</summary>
    public async Task<IReadOnlyList<NotificationsSeen>> NotTakenAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = RowsMax });
        List<NotificationsSeen> seen = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            seen.Add(new(
                rows.GetString(0),
                rows.GetString(1),
                rows.GetInt64(2),
                rows.GetInt64(3),
                rows.IsDBNull(4) ? null : rows.GetFieldValue<DateTimeOffset>(4)));
        }

        return seen;
    }
}

/// <summary>Notifications of one route that did not arrive.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Route">Name of the route.</param>
/// <param name="Failed">Given up in the last seven days.</param>
/// <param name="Waiting">Tried for more than a quarter of an hour.</param>
/// <param name="WaitingSince">When the oldest of those was tried first; null when there is none.</param>
public sealed record NotificationsSeen(string Tenant, string Route, long Failed, long Waiting, DateTimeOffset? WaitingSince);

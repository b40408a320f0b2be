using Npgsql;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>Sessions that have waited too long, each given to one instance at a time.</summary>
/// <param name="database">The service's database.</param>
/// <param name="clockOffset">Of the service's test clock, as in the timestamps of the log.</param>
/// <param name="lease">How long an instance has for what it claimed, then another takes it; a minute unless said otherwise.</param>
public sealed class WaitQueue(NpgsqlDataSource database, TimeSpan clockOffset, TimeSpan? lease = null)
{
    // Claimed and committed at once, never held while events are appended: the append writes the same rows. What is being claimed or
    // written is skipped and will be due again.
    private const string ClaimSql =
        """
        update hold_waits w set claimed_until = clock_timestamp() + @lease
        from (
            select w.tenant_id, w.session from hold_waits w
            join holds h on h.tenant_id = w.tenant_id and h.session = w.session and h.starts_at > clock_timestamp() + @offset
            where w.held_since <= clock_timestamp() + @offset - @within
              and (w.claimed_until is null or w.claimed_until < clock_timestamp())
              and not exists (select from hold_overdues o where o.tenant_id = w.tenant_id and o.session = w.session)
            order by w.held_since
            limit @limit
            for update of w skip locked) due
        where w.tenant_id = due.tenant_id and w.session = due.session
        returning w.tenant_id, w.patient, w.session
        """;

    /// <summary>Claims those that have waited too long, the longest first.</summary>
    /// <param name="within">How long they may wait.</param>
    /// <param name="atMost">How many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DueHold>> ClaimAsync(TimeSpan within, int atMost, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(ClaimSql);
        command.Parameters.Add(new("lease", lease ?? TimeSpan.FromSeconds(60)));
        command.Parameters.Add(new("offset", clockOffset));
        command.Parameters.Add(new("within", within));
        command.Parameters.Add(new("limit", atMost));
        List<DueHold> due = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            due.Add(new(rows.GetString(0), rows.GetGuid(1), rows.GetGuid(2)));
        return due;
    }
}

/// <summary>A session that has waited too long.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Patient">The patient.</param>
/// <param name="Session">The session.</param>
public sealed record DueHold(string Tenant, Guid Patient, Guid Session);

using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.KeepingTime;

/// <summary>Patients whose moment has come, each given to one instance at a time.</summary>
/// <param name="database">The service's database.</param>
/// <param name="clockOffset">Of the service's test clock, as in the timestamps of the log.</param>
/// <param name="lease">How long an instance has for what it claimed, then another takes it; a minute unless said otherwise.</param>
public sealed class TimerQueue(NpgsqlDataSource database, TimeSpan clockOffset, TimeSpan? lease = null)
{
    // Claimed and committed at once, never held while events are appended: the append writes the same rows. Skips what is being
    // claimed, and what is being written: that will be due again.
    private const string ClaimSql =
        """
        update timers t set claimed_until = clock_timestamp() + @lease
        from (
            select tenant_id, patient from timers
            where due_at <= clock_timestamp() + @offset and (claimed_until is null or claimed_until < clock_timestamp())
            order by due_at
            limit @limit
            for update skip locked) due
        where t.tenant_id = due.tenant_id and t.patient = due.patient
        returning t.tenant_id, t.patient, t.seq
        """;

    // Not over what an append wrote since.
    private const string SetSql =
        """
        update timers set due_at = @due, claimed_until = null where tenant_id = @tenant and patient = @patient and seq = @seq
        """;

    /// <summary>Claims those that are due, the longest due first.</summary>
    /// <param name="atMost">How many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DueTimer>> ClaimAsync(int atMost, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(ClaimSql);
        command.Parameters.Add(new("lease", lease ?? TimeSpan.FromSeconds(60)));
        command.Parameters.Add(new("offset", clockOffset));
        command.Parameters.Add(new("limit", atMost));
        List<DueTimer> due = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            due.Add(new(rows.GetString(0), rows.GetGuid(1), rows.GetInt64(2)));
        return due;
    }

    /// <summary>Sets the next moment of a patient for whom there was nothing to do.</summary>
    /// <param name="timer">As claimed.</param>
    /// <param name="next">Null when time changes nothing.</param>
    /// <param name="ct">Stops it.</param>
    public async Task SetAsync(DueTimer timer, DateTimeOffset? next, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(timer);
        await using NpgsqlCommand command = database.CreateCommand(SetSql);
        command.Parameters.Add(new("due", NpgsqlDbType.TimestampTz) { Value = (object?)next?.ToUniversalTime() ?? DBNull.Value });
        command.Parameters.Add(new("tenant", timer.Tenant));
        command.Parameters.Add(new("patient", timer.Patient));
        command.Parameters.Add(new("seq", timer.Seq));
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A patient whose moment has come.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Patient">The patient.</param>
/// <param name="Seq">Number of the event the moment follows from.</param>
public sealed record DueTimer(string Tenant, Guid Patient, long Seq);

using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Reads where the log ends, and the server's clock. Always one row.</summary>
internal static class ReadLogEnd
{
    private const string Sql = """
        select clock_timestamp(), e.seq_id, e.timestamp
        from (select 1) one
        left join (select seq_id, timestamp from mt_events order by seq_id desc limit 1) e on true
        """;

    public static void AddTo(NpgsqlBatch batch) => batch.Add(Sql);

    /// <summary>Reads the row the reader is at.</summary>
    /// <param name="row">Stands on the row.</param>
    /// <param name="clockOffset">Of the service's test clock.</param>
    /// <returns>The last number, and the time the next event will carry: never before the last event's.</returns>
    public static (long Head, DateTimeOffset Next) Read(NpgsqlDataReader row, TimeSpan clockOffset)
    {
        DateTimeOffset now = row.GetFieldValue<DateTimeOffset>(0) + clockOffset;
        // PostgreSQL keeps microseconds; a finer time would not come back as it was written.
        now = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        if (row.IsDBNull(1))
            return (0, now);
        DateTimeOffset last = row.GetFieldValue<DateTimeOffset>(2);
        return (row.GetInt64(1), now > last ? now : last);
    }
}

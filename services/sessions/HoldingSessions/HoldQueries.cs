using System.Globalization;
using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>Reads sessions that something speaks against; every read is of one tenant.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class HoldQueries(NpgsqlDataSource database)
{
    private const string PageSql =
        """
        select starts_at, session, item, held_since, overdue_since from holds
        left join hold_waits using (tenant_id, session)
        left join hold_overdues using (tenant_id, session)
        where tenant_id = @tenant and stage = @stage
          and (@patient::uuid is null or holds.patient = @patient)
          and (starts_at, session) > (@after_at, @after_id)
        order by starts_at, session
        limit @limit
        """;

    private const string OneSql =
        """
        select item, held_since, overdue_since from holds
        left join hold_waits using (tenant_id, session)
        left join hold_overdues using (tenant_id, session)
        where tenant_id = @tenant and session = @session
        """;

    /// <summary>The hold of a session; null when the tenant has no such session, or it is not held.</summary>
    public async Task<HoldView?> FindAsync(string tenant, Guid session, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(OneSql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("session", session));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row, at: 0) : null;
    }

    /// <summary>A page, by when the sessions start.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="stage">Planned or given.</param>
    /// <param name="patient">Only of this patient; null = of all.</param>
    /// <param name="after">Read on from here.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<HoldPage> PageAsync(
        string tenant, SessionStage stage, Guid? patient, HoldCursor after, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(after);
        await using NpgsqlCommand command = database.CreateCommand(PageSql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("stage", stage.ToWire()));
        command.Parameters.Add(new("patient", NpgsqlDbType.Uuid) { Value = (object?)patient ?? DBNull.Value });
        command.Parameters.Add(new("after_at", NpgsqlDbType.TimestampTz) { Value = after.StartsAt.ToUniversalTime() });
        command.Parameters.Add(new("after_id", after.Session));
        command.Parameters.Add(new("limit", limit + 1));

        List<HoldView> items = [];
        HoldCursor last = after;
        bool more = false;
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (items.Count == limit)
            {
                more = true;
                break;
            }

            last = new(reader.GetFieldValue<DateTimeOffset>(0), reader.GetGuid(1));
            items.Add(Read(reader, at: 2));
        }

        return new(items, more ? last.ToString() : null);
    }

    private static HoldView Read(NpgsqlDataReader row, int at)
    {
        HoldView held = JsonSerializer.Deserialize<HoldView>(row.GetString(at), ContractJson.Options)!;
        return held with
        {
            Version = HoldVersion.Of(held.StartsAt, held.Verdict, held.Reasons),
            HeldSince = row.IsDBNull(at + 1) ? null : row.GetFieldValue<DateTimeOffset>(at + 1),
            OverdueSince = row.IsDBNull(at + 2) ? null : row.GetFieldValue<DateTimeOffset>(at + 2),
        };
    }
}

/// <summary>A page of <c>GET /v1/holds</c>.</summary>
/// <param name="Items">By when the sessions start.</param>
/// <param name="Next">For <c>after</c> of the next page; null on the last one.</param>
public sealed record HoldPage(IReadOnlyList<HoldView> Items, string? Next);

/// <summary>A place in the list.</summary>
/// <param name="StartsAt">When the session starts.</param>
/// <param name="Session">The session.</param>
public sealed record HoldCursor(DateTimeOffset StartsAt, Guid Session)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static HoldCursor? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('_') is [var at, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(id, "N", out Guid session)
                ? new(new DateTimeOffset(ticks, TimeSpan.Zero), session)
                : null;
    }

    /// <summary>Opaque to callers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartsAt.UtcTicks}_{Session:N}");
}

using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>What is to be sent, what is being sent, and what was sent to whom.</summary>
/// <param name="database">The service's database.</param>
public sealed class DeliveryTable(NpgsqlDataSource database)
{
    private const string AddSql =
        """
        insert into deliveries (tenant_id, id, route, channel, what, alert, patient, severity, body, at, due_at)
        select d.*, @now from unnest(
            @tenants, @ids, @routes, @channels, @whats, @alerts, @patients, @severities, @bodies, @ats) as d
        on conflict do nothing
        """;

    // One statement: a delivery is never claimed without a trace that it may have been sent. Rows that another instance is
    // claiming at this moment are passed over.
    private const string ClaimSql =
        """
        with due as (
            select d.tenant_id, d.id, r.recipient
            from unnest(@tenants, @routes, @recipients, @rooms, @urgent_only) as r (tenant, route, recipient, room, urgent_only)
            cross join lateral (
                select tenant_id, id from deliveries
                where tenant_id = r.tenant and route = r.route and state = 'waiting' and due_at <= @now
                  and (urgent or not r.urgent_only)
                order by urgent desc, due_at
                limit r.room
                for update skip locked) d
        ), claimed as (
            update deliveries d
            set attempts = d.attempts + 1, due_at = @lost_at, first_attempt_at = coalesce(d.first_attempt_at, @now)
            from due where d.tenant_id = due.tenant_id and d.id = due.id
            returning d.tenant_id, d.id, d.route, d.body, d.at, d.attempts, d.first_attempt_at, due.recipient
        ), begun as (
            insert into delivery_attempts (tenant_id, delivery, attempt, recipient, begun_at)
            select tenant_id, id, attempts, recipient, @now from claimed
        )
        select tenant_id, id, route, body, at, attempts, first_attempt_at from claimed
        """;

    // A success counts whichever attempt had it; a failure says nothing about an attempt that was begun since.
    private const string RecordSql =
        """
        with ended as (
            update delivery_attempts set ended_at = @now, outcome = @outcome, detail = @detail
            where tenant_id = @tenant and delivery = @id and attempt = @attempt
        )
        update deliveries
        set state = @state, due_at = coalesce(@due_at, due_at), settled_at = case when @state = 'waiting' then null else @now end
        where tenant_id = @tenant and id = @id and state = 'waiting' and (attempts = @attempt or @state = 'sent')
        """;

    private const string GiveUpSql =
        """
        update deliveries d set state = 'failed', settled_at = @now
        where state = 'waiting' and due_at < @before
          and not exists (select from unnest(@tenants, @routes) as r (tenant, route) where r.tenant = d.tenant_id and r.route = d.route)
        """;

    /// <summary>Writes deliveries down, due at once; those that are there already stay as they are.</summary>
    public async Task AddAsync(IReadOnlyList<Delivery> deliveries, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        if (deliveries.Count == 0)
            return;
        await using NpgsqlCommand command = database.CreateCommand(AddSql);
        Texts(command, "tenants", deliveries.Select(d => d.Tenant));
        Array(command, "ids", NpgsqlDbType.Uuid, deliveries.Select(d => d.Id));
        Texts(command, "routes", deliveries.Select(d => d.Route));
        Texts(command, "channels", deliveries.Select(d => d.Channel));
        Texts(command, "whats", deliveries.Select(d => d.What));
        Array(command, "alerts", NpgsqlDbType.Uuid, deliveries.Select(d => d.Alert));
        Array(command, "patients", NpgsqlDbType.Uuid, deliveries.Select(d => d.Patient));
        Texts(command, "severities", deliveries.Select(d => d.Severity));
        Texts(command, "bodies", deliveries.Select(d => d.Body));
        Array(command, "ats", NpgsqlDbType.TimestampTz, deliveries.Select(d => d.At.ToUniversalTime()));
        Moment(command, "now", now);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes what is due, urgent first and then the oldest, and writes down that an attempt begins.</summary>
    /// <param name="room">How many of each route.</param>
    /// <param name="now">The moment.</param>
    /// <param name="lostAfter">An attempt of which nothing is recorded by then is lost: the delivery is due again.</param>
    /// <param name="ct">Stops it; what was claimed by then is due again after <paramref name="lostAfter"/>.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        IReadOnlyList<RoomOfRoute> room, DateTimeOffset now, TimeSpan lostAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room.Count == 0)
            return [];
        await using NpgsqlCommand command = database.CreateCommand(ClaimSql);
        Texts(command, "tenants", room.Select(r => r.Route.Tenant));
        Texts(command, "routes", room.Select(r => r.Route.Name));
        Texts(command, "recipients", room.Select(r => r.Route.Recipient));
        Array(command, "rooms", NpgsqlDbType.Integer, room.Select(r => r.Room));
        Array(command, "urgent_only", NpgsqlDbType.Boolean, room.Select(r => r.Route.IsQuiet(now)));
        Moment(command, "now", now);
        Moment(command, "lost_at", now + lostAfter);
        List<ClaimedDelivery> claimed = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            claimed.Add(new(
                rows.GetString(0),
                rows.GetGuid(1),
                rows.GetString(2),
                rows.GetString(3),
                rows.GetFieldValue<DateTimeOffset>(4),
                rows.GetInt32(5),
                rows.GetFieldValue<DateTimeOffset>(6)));
        }

        return claimed;
    }

    /// <summary>Writes down what came of an attempt.</summary>
    /// <param name="delivery">As claimed.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="now">The moment.</param>
    /// <param name="next">After a failure: when to try again; null: never.</param>
    /// <param name="ct">Stops it; then the delivery is sent again.</param>
    public async Task RecordAsync(
        ClaimedDelivery delivery, SendOutcome outcome, DateTimeOffset now, DateTimeOffset? next, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(outcome);
        await using NpgsqlCommand command = database.CreateCommand(RecordSql);
        command.Parameters.Add(new("tenant", delivery.Tenant));
        command.Parameters.Add(new("id", delivery.Id));
        command.Parameters.Add(new("attempt", delivery.Attempt));
        command.Parameters.Add(new("outcome", outcome.IsSent ? "sent" : "failed"));
        command.Parameters.Add(new("detail", outcome.Detail));
        command.Parameters.Add(new("state", NpgsqlDbType.Varchar) { Value = StateAfter(outcome, next) });
        command.Parameters.Add(new("due_at", NpgsqlDbType.TimestampTz) { Value = (object?)next?.ToUniversalTime() ?? DBNull.Value });
        Moment(command, "now", now);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Gives up what is due since before a moment and whose route the settings no longer have.</summary>
    public async Task GiveUpUnroutedAsync(IReadOnlyList<Route> routes, DateTimeOffset before, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(routes);
        await using NpgsqlCommand command = database.CreateCommand(GiveUpSql);
        Texts(command, "tenants", routes.Select(route => route.Tenant));
        Texts(command, "routes", routes.Select(route => route.Name));
        Moment(command, "before", before);
        Moment(command, "now", now);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string StateAfter(SendOutcome outcome, DateTimeOffset? next) =>
        outcome.IsSent ? "sent" : next is null ? "failed" : "waiting";

    private static void Texts(NpgsqlCommand command, string name, IEnumerable<string> values) =>
        Array(command, name, NpgsqlDbType.Varchar, values);

    private static void Array<T>(NpgsqlCommand command, string name, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new(name, NpgsqlDbType.Array | type) { Value = values.ToArray() });

    private static void Moment(NpgsqlCommand command, string name, DateTimeOffset moment) =>
        command.Parameters.Add(new(name, NpgsqlDbType.TimestampTz) { Value = moment.ToUniversalTime() });
}

/// <summary>How many more deliveries of a route may be under way.</summary>
/// <param name="Route">The route.</param>
/// <param name="Room">At least 1.</param>
public sealed record RoomOfRoute(Route Route, int Room);

using LymphOutcomes.Alerting.NotifyingPeople;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore.Postgres.Migrating;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Alerting's tables in a database of their own. A class fixture.</summary>
public sealed class NotificationsOnPostgres : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private NpgsqlDataSource? _database;

    public NpgsqlDataSource Database => _database ?? throw new InvalidOperationException("Call MakeAsync first.");

    public DeliveryTable Table => new(Database);

    /// <summary>Makes the schema, and empties the tables: each test begins with nothing to send.</summary>
    public async Task MakeAsync()
    {
        if (_database is null)
        {
            string server = await _server.ConnectionStringAsync();
            await Migrator.ApplyAsync(server, "alerting", [typeof(AlertEvent).Assembly], CancellationToken.None);
            _database = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(server) { SearchPath = "alerting" }.ConnectionString);
        }

        await using NpgsqlCommand command = _database.CreateCommand("truncate deliveries, delivery_attempts");
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<Notification>> AllAsync(string? state = null, string tenant = Notifying.Tenant) =>
        (await new NotificationQueries(Database).PageAsync(tenant, new(state, Alert: null, After: 0, 200), CancellationToken.None)).Items;

    // Made by the first test that runs: where there is no server, all are skipped.
    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        await _server.DisposeAsync();
    }
}

/// <summary>One instance of the sender with its routes, on the shared tables.</summary>
internal sealed class SendingInstance(NotificationsOnPostgres postgres, ManualTimeProvider time, params RouteOptions[] routes) : IDisposable
{
    private readonly HttpClient _client = WebhookChannel.NewClient();

    public Routes Routes { get; } = new(routes.Select(Notifying.Read));

    public NotificationOptions Options { get; init; } = new();

    /// <summary>What becomes of the program after a message was sent and before that is written down.</summary>
    public Func<Task> AfterSending { get; init; } = () => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    /// <summary>Reads a run of the log.</summary>
    public Task ReadAsync(params AlertEvent[] run) => new DeliveriesFromLog(Routes, postgres.Table, time).PublishAsync(
        [.. run.Select((happened, i) => Notifying.Stored(happened, i + 1))], CancellationToken.None);

    /// <summary>Sends what is due now.</summary>
    public async Task<int> SendAsync(CancellationToken ct = default)
    {
        IOptions<NotificationOptions> options = Microsoft.Extensions.Options.Options.Create(Options);
        using NotificationSender sender = new(
            Routes,
            postgres.Table,
            [new Watched(new WebhookChannel(_client), AfterSending), new Watched(new EmailChannel(options), AfterSending)],
            options,
            time,
            draw: () => 0,
            NullLogger<NotificationSender>.Instance);
        return await sender.SendDueAsync(ct);
    }

    private sealed class Watched(IChannel channel, Func<Task> afterSending) : IChannel
    {
        public Channel Channel => channel.Channel;

        public async Task<SendOutcome> SendAsync(Route route, ClaimedDelivery delivery, DateTimeOffset now, CancellationToken ct)
        {
            SendOutcome outcome = await channel.SendAsync(route, delivery, now, ct);
            await afterSending();
            return outcome;
        }
    }
}

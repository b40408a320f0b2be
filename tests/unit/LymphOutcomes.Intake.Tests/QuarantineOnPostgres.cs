using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.CollectingDeadLetters;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LymphOutcomes.Intake.Tests;

/// <summary>Intake's quarantine with everything that settles it; the log is in memory, the broker is away.</summary>
internal sealed class QuarantineOnPostgres
{
    public static readonly Settler Engineer = new("ehr-1", "system", "the unit was added");

    private readonly NpgsqlDataSource _database;

    public QuarantineOnPostgres(DirectoryOnPostgres directory, IEventStore<NoState>? log = null)
    {
        _database = directory.Database;
        Time = new(Given.Now);
        Log = directory.NewLog();
        Receiver = directory.Receiver(log ?? Log);
        Table = new(_database, Time);
        Settling = new(
            new(_database, Time),
            Table,
            Receiver,
            new(log ?? Log, Time),
            new(_database),
            new DeadLetterReturn(
                new BrokerConnection(new("amqp://127.0.0.1:1"), "test", Time, NullLogger<BrokerConnection>.Instance), Time),
            Time);
    }

    public ManualTimeProvider Time { get; }

    public InMemoryEventStore<NoState> Log { get; }

    public FactReceiver Receiver { get; }

    public QuarantineTable Table { get; }

    public SettlingQuarantine Settling { get; }

    /// <summary>Puts bytes into quarantine as if an older program, which did not know their type, had taken them in.</summary>
    public async Task<QuarantineEntry> ParkedByAnOlderProgramAsync(Delivery delivery, Guid? patient)
    {
        CloudEvent read = CloudEventReader.Read(delivery.Raw).Event;
        QuarantinedEvent parked = QuarantinedEvent.Of(
            delivery, new(Reasons.NotYetSupported, "$.type", "kept"), read, patient, await KeyAsync());
        IReadOnlyList<QuarantinedEvent> kept = await Table.KeepAsync(DirectoryOnPostgres.Tenant, [parked], CancellationToken.None);
        await new ParkingNews(Log, Time).TellParkedAsync(DirectoryOnPostgres.Tenant, kept, CancellationToken.None);
        return Assert.Single(await ListAsync(new(Receipt: parked.Receipt)));
    }

    public Task<IReadOnlyList<QuarantineEntry>> ListAsync(QuarantineFilter filter) =>
        Table.ListAsync(DirectoryOnPostgres.Tenant, filter, after: 0, limit: 200, CancellationToken.None);

    public async Task<QuarantineDetails> FindAsync(long id) =>
        (await Table.FindAsync(DirectoryOnPostgres.Tenant, id, CancellationToken.None))!;

    public Task<Settlement> ReplayAsync(long id, string tenant = DirectoryOnPostgres.Tenant) =>
        Settling.ReplayAsync(tenant, id, Engineer, CancellationToken.None);

    public Task<Settlement> DiscardAsync(long id) =>
        Settling.DiscardAsync(DirectoryOnPostgres.Tenant, id, Engineer with { Why = "sent by mistake" }, CancellationToken.None);

    /// <summary>What a patient's stream was told of waiting facts, oldest first.</summary>
    public async Task<List<object?>> NewsAsync(Guid patient) =>
    [
        .. (await Log.ReadStreamAsync(StreamKey.OfPatient(DirectoryOnPostgres.Tenant, patient), CancellationToken.None))
            .Select(stored => stored.Data)
            .Where(data => data is FactWasParked or FactWasUnparked),
    ];

    private Task<byte[]> KeyAsync() =>
        new IdentifyingPatients.TenantKeys(_database).OfAsync(DirectoryOnPostgres.Tenant, CancellationToken.None);
}

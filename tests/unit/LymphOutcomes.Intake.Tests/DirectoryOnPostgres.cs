using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres.Migrating;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.MergingPatients;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.Testing;
using Npgsql;

namespace LymphOutcomes.Intake.Tests;

/// <summary>Intake's tables in a database of their own. A class fixture.</summary>
public sealed class DirectoryOnPostgres : IAsyncLifetime
{
    public const string Tenant = "st-anna";

    private readonly PostgresServer _server = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private NpgsqlDataSource? _database;

    public NpgsqlDataSource Database => _database ?? throw new InvalidOperationException("Call MakeAsync first.");

    public PatientDetailsTable Details => new(Database);

    public async Task MakeAsync()
    {
        if (_database is not null)
            return;
        string server = await _server.ConnectionStringAsync();
        await Migrator.ApplyAsync(server, "intake", [typeof(IntakeEvent).Assembly], CancellationToken.None);
        _database = NpgsqlDataSource.Create(await ConnectionStringAsync());
    }

    public async Task<string> ConnectionStringAsync() =>
        new NpgsqlConnectionStringBuilder(await _server.ConnectionStringAsync()) { SearchPath = "intake" }.ConnectionString;

    public InMemoryEventStore<NoState> NewLog() => new(IntakeEventTypes.All, _time);

    /// <summary>The way of a fact, with a log in memory; the details may be given another table, to break it.</summary>
    public FactReceiver Receiver(
        IEventStore<NoState> log, PatientDetailsTable? details = null, IEventStore<MergeHistory>? merges = null) => new(
        log,
        new MergeReceiver(merges ?? new InMemoryEventStore<MergeHistory>(IntakeEventTypes.All, _time), new(Database)),
        new(Database),
        details ?? Details,
        new ContextNotes(Database),
        new(Database),
        new(Database, _time),
        new(log, _time),
        _time);

    public async Task<KnownPatient> PatientAsync(string mrn)
    {
        Subject subject = new("mrn", mrn);
        return (await new PatientDirectory(Database).IdentifyAsync(Tenant, [subject], CancellationToken.None))[subject];
    }

    /// <summary>What a coordinator's screen shows.</summary>
    public async Task<PatientDirectoryEntry> CardAsync(string mrn) => Assert.Single(await Details.LookUpAsync(
        Tenant, "c-1", "coordinator", Given.Now, [(await PatientAsync(mrn)).Id], CancellationToken.None));

    /// <summary>First column of each row, as text.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using NpgsqlCommand command = Database.CreateCommand(sql);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await rows.ReadAsync())
            values.Add(rows.GetString(0));
        return values;
    }

    // Made by the first test that runs: where there is no server, all are skipped.
    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        await _server.DisposeAsync();
    }
}

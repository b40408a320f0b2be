using LymphOutcomes.EventStore.Postgres.Migrating;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Registration;

/// <summary>Applies migrations before any other hosted service, and the web server, starts.</summary>
internal sealed partial class MigrateFirst(
    LogOptions options, MigrationAssemblies assemblies, TimeProvider time, ILogger<MigrateFirst> logger) : IHostedLifecycleService
{
    // A database that is started together with its services may need a while.
    private const int AttemptsMax = 30;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                IReadOnlyList<string> applied =
                    await Migrator.ApplyAsync(options.ConnectionString, options.Schema, assemblies.All, cancellationToken);
                LogApplied(applied.Count, options.Schema);
                return;
            }
            catch (NpgsqlException failure) when (attempt < AttemptsMax && IsNotUpYet(failure))
            {
                LogNotUpYet(attempt, AttemptsMax, failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // 57P03: the server is starting up. No SQLSTATE: nobody answered.
    private static bool IsNotUpYet(NpgsqlException failure) => failure.SqlState is null or "57P03";

    [LoggerMessage(6131, LogLevel.Information, "{Count} migrations applied to schema {Schema}.")]
    private partial void LogApplied(int count, string schema);

    [LoggerMessage(6132, LogLevel.Warning, "The log's database is not up yet (try {Attempt} of {Max}): {Reason}")]
    private partial void LogNotUpYet(int attempt, int max, string reason);
}

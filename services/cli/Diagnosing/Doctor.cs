using System.Net.Sockets;
using LymphOutcomes.Cli.Rebuilding;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Goes round and looks at everything; changes nothing.</summary>
/// <param name="postgres">Where the logs are; null = not told.</param>
/// <param name="broker">Where the broker is; null = not told.</param>
/// <param name="http">For the programs.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Lines of progress.</param>
public sealed class Doctor(string? postgres, string? broker, HttpClient http, TimeProvider time, Action<string> tell)
{
    private const int LooksAgain = 5;
    private const long TellEvery = 50_000;
    private const string PostgresName = "PostgreSQL";
    private const string BrokerName = "RabbitMQ";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>What there is to see.</summary>
    public async Task<Diagnosis> LookAsync(CancellationToken ct)
    {
        ProgramsProbe programs = new(http);
        List<ProgramSeen> answers = [];
        foreach ((string name, string variable, string otherwise) in ProgramsProbe.All)
            answers.Add(await programs.LookAsync(name, Environment.GetEnvironmentVariable(variable) ?? otherwise, ct));

        List<RebuildSeen> views = [];
        (ServerSeen database, List<ReaderSeen> readers, List<StepSeen> audit) = await LookAtLogsAsync(views, ct);
        (List<QuarantineSeen> quarantine, List<RefusedSeen> refused) = await LookAtQuarantineAsync(database, ct);
        IReadOnlyList<NotificationsSeen> notifications = await LookAtNotificationsAsync(database, ct);
        // After the audit: what was on its way then is in a log or in a queue now.
        (ServerSeen bus, IReadOnlyList<QueueSeen> queues) = await LookAtBrokerAsync(ct);
        return new(time.GetUtcNow(), [database, bus], answers, queues, readers, audit)
        {
            Quarantine = quarantine,
            Refused = refused,
            Notifications = notifications,
            Views = views,
        };
    }

    private async Task<(ServerSeen Server, List<ReaderSeen> Readers, List<StepSeen> Audit)> LookAtLogsAsync(
        List<RebuildSeen> views, CancellationToken ct)
    {
        List<ReaderSeen> readers = [];
        List<StepSeen> audit = [];
        string? version = null;
        try
        {
            await using var logs = LogsProbe.At(postgres ?? throw new CannotLookException("LYMPH_DOCTOR_POSTGRES is not set."));
            version = await logs.VersionAsync(ct);
            foreach ((string log, string relay) in AuditStep.Relays)
            {
                readers.AddRange(await logs.ReadersAsync(log, relay, ct));
                views.AddRange(await logs.ViewsAsync(log, ct));
            }

            foreach (AuditStep step in AuditStep.All)
                audit.AddRange(await AuditAsync(logs, step, readers.First(reader => reader.Name == step.Relay), ct));
            return (new(PostgresName, version), readers, audit);
        }
        catch (PostgresException refused)
        {
            return (new(PostgresName, version, $"{refused.MessageText} ({refused.SqlState})."), readers, audit);
        }
        catch (Exception failure) when (failure is CannotLookException or NpgsqlException or SocketException or TimeoutException)
        {
            return (new(PostgresName, version, failure.Message), readers, audit);
        }
    }

    // A database that could not be asked has been named already.
    private async Task<(List<QuarantineSeen> Waiting, List<RefusedSeen> Refused)> LookAtQuarantineAsync(
        ServerSeen database, CancellationToken ct)
    {
        List<QuarantineSeen> waiting = [];
        List<RefusedSeen> refused = [];
        if (database.Failure is not null || postgres is null)
            return (waiting, refused);
        try
        {
            await using var logs = LogsProbe.At(postgres);
            waiting.AddRange(await logs.Quarantine.WaitingAsync(ct));
            foreach ((string log, _) in AuditStep.Relays)
                refused.AddRange(await logs.Quarantine.RefusedAsync(log, ct));
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            tell($"quarantine: {failure.Message}");
        }

        return (waiting, refused);
    }

    private async Task<IReadOnlyList<NotificationsSeen>> LookAtNotificationsAsync(ServerSeen database, CancellationToken ct)
    {
        if (database.Failure is not null || postgres is null)
            return [];
        try
        {
            await using var logs = LogsProbe.At(postgres);
            return await logs.Notifications.NotTakenAsync(ct);
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            tell($"notifications: {failure.Message}");
            return [];
        }
    }

    private async Task<IEnumerable<StepSeen>> AuditAsync(LogsProbe logs, AuditStep step, ReaderSeen relay, CancellationToken ct)
    {
        long told = 0;
        GapTally tally = await logs.AuditAsync(
            step,
            relay,
            reached =>
            {
                if (reached - told < TellEvery)
                    return;
                told = reached;
                tell($"audit {step}: {reached} of {relay.Head}");
            },
            ct);
        // A fact relayed a moment ago is on its way, not lost.
        for (int look = 0; look < LooksAgain && tally.Absent.Count > 0; look++)
        {
            await Task.Delay(BetweenLooks, time, ct);
            await logs.LookAgainAsync(step, tally, ct);
        }

        return tally.Rows();
    }

    private async Task<(ServerSeen Server, IReadOnlyList<QueueSeen> Queues)> LookAtBrokerAsync(CancellationToken ct)
    {
        try
        {
            await using BrokerProbe probe = await BrokerProbe.ConnectAsync(
                broker ?? throw new CannotLookException("LYMPH_DOCTOR_BROKER is not set."), ct);
            return (new(BrokerName, probe.Version), await probe.QueuesAsync(ct));
        }
        catch (BrokerUnreachableException unreachable)
        {
            return (new(BrokerName, null, (unreachable.InnerException ?? unreachable).Message), []);
        }
        catch (Exception failure) when (failure is CannotLookException or RabbitMQClientException or IOException or TimeoutException)
        {
            return (new(BrokerName, null, failure.Message), []);
        }
    }
}

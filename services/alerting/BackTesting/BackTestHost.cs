using System.Threading.Channels;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Runs back-tests in the background, one at a time; a few may wait.</summary>
/// <param name="runner">Runs one.</param>
/// <param name="tests">Where they are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class BackTestHost(BackTestRunner runner, BackTests tests, TimeProvider time, ILogger<BackTestHost> logger)
    : BackgroundService
{
    private const int WaitingMax = 4;
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<Asked> _asked = Channel.CreateBounded<Asked>(WaitingMax);

    /// <summary>True when there is room for one more; ask before it is written down.</summary>
    public bool HasRoom => _asked.Reader.Count < WaitingMax;

    /// <summary>Puts a back-test into the line.</summary>
    /// <returns>False when the line is full.</returns>
    public bool TryAsk(string tenant, BackTest test, RuleSet against, RuleSet candidate) =>
        _asked.Writer.TryWrite(new(tenant, test.Id, against, candidate));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (Asked asked in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(asked, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await EndAsync(asked, result: null, stoppingToken);
            }
        }
    }

    private async Task RunAsync(Asked asked, CancellationToken ct)
    {
        long begun = time.GetTimestamp();
        long beat = begun;
        await tests.BeatAsync(asked.Tenant, asked.Id, done: 0, ct);
        BackTestResult result = await runner.RunAsync(
            asked.Tenant,
            asked.Against,
            asked.Candidate,
            differing => tests.KeepAsync(asked.Tenant, asked.Id, differing, ct),
            async done =>
            {
                if (time.GetElapsedTime(beat) < BeatEvery)
                    return;
                beat = time.GetTimestamp();
                await tests.BeatAsync(asked.Tenant, asked.Id, done, ct);
            },
            ct);
        await EndAsync(asked, result, ct);
        LogDone(asked.Candidate.Version, result.Patients, result.Facts, time.GetElapsedTime(begun));
    }

    private async Task EndAsync(Asked asked, BackTestResult? result, CancellationToken ct)
    {
        try
        {
            await tests.EndAsync(asked.Tenant, asked.Id, result, ct);
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException)
        {
            // Who looks it up is told that it was interrupted.
            LogFailed(failure);
        }
    }

    private sealed record Asked(string Tenant, Guid Id, RuleSet Against, RuleSet Candidate);

    [LoggerMessage(3721, LogLevel.Information, "Back-test of rule set {Version}: {Count} histories with {Events} events in {Elapsed}.")]
    private partial void LogDone(int version, long count, long events, TimeSpan elapsed);

    [LoggerMessage(3722, LogLevel.Error, "A back-test failed; it can be asked for again.")]
    private partial void LogFailed(Exception failure);
}

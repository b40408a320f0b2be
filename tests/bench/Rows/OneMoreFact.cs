using LymphOutcomes.Bench.Driving;
using LymphOutcomes.EventStore;
using Npgsql;

namespace LymphOutcomes.Bench.Rows;

/// <summary>One more fact for a patient with a long history, from publish to judged.</summary>
internal sealed class OneMoreFact : IRow
{
    private static readonly TimeSpan FactMax = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["fact_ms_100", "fact_ms_1000", "fact_ms_5000"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        await using Publisher publisher = await Publisher.AsHospitalAsync(stage.Settings, ct);
        await using NpgsqlConnection ear = await stage.Tables.Database.OpenConnectionAsync(ct);
        await using (NpgsqlCommand listen = new("listen alerting_log", ear))
            await listen.ExecuteNonQueryAsync(ct);

        List<Figure> figures = [];
        foreach (int history in stage.Sizes.Histories)
        {
            // Each round has a patient of its own, so that the history stays as long as the row says.
            IReadOnlyList<double> rounds = await stage.RoundsAsync(
                $"one more fact after {history:N0}",
                Figure.Milliseconds,
                round => RoundAsync(stage, publisher, ear, $"fact{history}x{round}", history, ct));
            figures.Add(new(
                $"fact_ms_{history}", Figure.Milliseconds, rounds,
                $"a patient with {history:N0} facts over 10 years gets {stage.Sizes.MoreFacts} more, one at a time by AMQP; "
                + "median from just before the publish to the commit in alerting's log (heard by LISTEN)"));
        }

        return figures;
    }

    private static async Task<double> RoundAsync(
        Stage stage, Publisher publisher, NpgsqlConnection ear, string group, int history, CancellationToken ct)
    {
        string name = $"{group}-0";
        long before = await stage.Tables.IntakeHeadAsync(ct);
        long quarantined = await stage.Tables.QuarantinedAsync(ct);
        await stage.PrepareAsync(stage.Bodies.Spread(group, history, patients: 1, years: 10), judged: true, ct);
        string stream = StreamKey.OfPatient(BenchSettings.Tenant, (await stage.Tables.PatientsAsync(group, ct))[name]).Id;
        List<double> latencies = [];
        for (int n = 0; n < stage.Sizes.MoreFacts; n++)
        {
            long version = await VersionAsync(stage, stream, ct);
            Body body = stage.Bodies.Today(name, swollen: false);
            long start = stage.Time.GetTimestamp();
            Task confirmed = publisher.PublishAsync(body, ct);
            long end = await HeardAsync(stage, ear, stream, version, start, ct);
            await confirmed;
            latencies.Add(stage.Time.GetElapsedTime(start, end).TotalMilliseconds);
        }

        await stage.CheckAsync(before, quarantined, history + stage.Sizes.MoreFacts, ct);
        return Medians.Of(latencies, 0.5);
    }

    // Every commit of alerting's log is announced; whether it was this patient's is asked after the clock was read.
    private static async Task<long> HeardAsync(
        Stage stage, NpgsqlConnection ear, string stream, long version, long start, CancellationToken ct)
    {
        while (stage.Time.GetElapsedTime(start) < FactMax)
        {
            await ear.WaitAsync(FactMax, ct);
            long heard = stage.Time.GetTimestamp();
            if (await VersionAsync(stage, stream, ct) > version)
                return heard;
        }

        throw new CountsDifferException($"a fact was not judged within {FactMax.TotalSeconds:0} s");
    }

    private static async Task<long> VersionAsync(Stage stage, string stream, CancellationToken ct)
    {
        await using NpgsqlCommand command = stage.Tables.Database.CreateCommand(
            "select coalesce(max(version), 0) from alerting.mt_streams where tenant_id = $1 and id = $2");
        command.Parameters.Add(new() { Value = BenchSettings.Tenant });
        command.Parameters.Add(new() { Value = stream });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}

using System.Globalization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using Xunit.Abstractions;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>
/// Promise P21: eight writers in two instances append to the same 20 streams, with conflicts and retries; every snapshot and every
/// inline row is the fold of its stream. <c>LYMPH_TEST_SEED</c> plays a seed again, <c>LYMPH_TEST_LONG=yes</c> plays a long time.
/// </summary>
public sealed class When_writers_meet_on_the_same_streams(Stores stores, ITestOutputHelper output) : IClassFixture<Stores>
{
    private const int Writers = 8;
    private const int Streams = 20;

    private static readonly int AppendsEach = Environment.GetEnvironmentVariable("LYMPH_TEST_LONG") == "yes" ? 20_000 : 250;

    [OnPostgresFact]
    public async Task Every_snapshot_and_inline_row_is_the_fold_of_its_stream()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("LYMPH_TEST_SEED"), CultureInfo.InvariantCulture, out int given)
            ? given
            : Environment.TickCount & 0xFFFF;
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest one = Stores.Open(options);
        await using StoreUnderTest other = Stores.Open(options);
        int[] conflicts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(n =>
            Task.Run(() => WriteAsync(n % 2 == 0 ? one.Store : other.Store, new Random(seed + n)))));

        output.WriteLine($"LYMPH_TEST_SEED={seed}: {Writers * AppendsEach} appends, {conflicts.Sum()} conflicts");
        Assert.True(conflicts.Sum() > AppendsEach / 10, $"only {conflicts.Sum()} conflicts: this shows nothing");
        Assert.Equal(Streams, await SnapshotsCheck.AllEqualTheirStreamsAsync(options, one.Store, one.Log));
        List<object> differing = await Stores.QueryAsync(options, """
            select format('%s: row %s, stream %s', s.stream_id, (s.version, s.sum), (e.version, e.sum)) from sums s
            full join (select tenant_id, stream_id, max(version) as version, sum((data ->> 'number')::bigint)::bigint as sum
                       from mt_events group by tenant_id, stream_id) e using (tenant_id, stream_id)
            where (s.version, s.sum) is distinct from (e.version, e.sum)
            """);
        Assert.Empty(differing);
        Assert.Equal(
            [(long)(Writers * AppendsEach)], await Stores.QueryAsync(options, "select count(distinct data ->> 'note') from mt_events"));
    }

    // Each append wants the version it has seen, as a person's page does; when somebody was first it looks again and retries.
    private static async Task<int> WriteAsync(IEventStore<Sum> store, Random draw)
    {
        int conflicts = 0;
        for (int n = 0; n < AppendsEach; n++)
        {
            StreamKey stream = Stream($"shared-{draw.Next(Streams)}");
            string note = NewId().ToString("N");
            List<NewEvent> events =
                [.. Enumerable.Range(0, draw.Next(1, 4)).Select(_ => new NewEvent(new Added(draw.Next(100), note)))];
            while (true)
            {
                long seen = (await store.LoadAsync(stream, CancellationToken.None)).Version;
                AppendOutcome outcome = await store.AppendAsync(new AppendUnit<Sum>(NewId(), stream, view =>
                    view.Version == seen ? Decision.Of(events) : new Decision.Reject("conflict", "Somebody was first.")));
                if (outcome is AppendOutcome.Appended)
                    break;
                Assert.IsType<AppendOutcome.Rejected>(outcome);
                conflicts++;
            }
        }

        return conflicts;
    }
}

using System.Text.Json;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;

namespace LymphOutcomes.Store.Tests;

/// <summary>Promise P21: every snapshot is the fold of its stream.</summary>
internal static class SnapshotsCheck
{
    /// <summary>Compares every snapshot there is, and gives their number.</summary>
    public static async Task<int> AllEqualTheirStreamsAsync(LogOptions options, IEventStore<Sum> store, ILogReader log)
    {
        List<object> rows = await Stores.QueryAsync(options, """
            select jsonb_build_object(
                'tenant', tenant_id, 'stream', stream_id, 'version', version, 'fold', fold_version,
                'data', convert_from(data, 'UTF8')::jsonb)::text
            from snapshots
            """);
        foreach (string row in rows.Cast<string>())
        {
            JsonElement snapshot = JsonElement.Parse(row);
            StreamKey stream = new(snapshot.GetProperty("tenant").GetString()!, snapshot.GetProperty("stream").GetString()!);
            IReadOnlyList<StoredEvent> events = await log.ReadStreamAsync(stream, CancellationToken.None);
            Sum folded = Sum.ForSnapshot(events.Aggregate(Sum.Initial, Sum.Evolve));
            Assert.Equal(events[^1].Version, snapshot.GetProperty("version").GetInt64());
            Assert.Equal(Sum.FoldVersion, snapshot.GetProperty("fold").GetInt32());
            Assert.Equal(folded, snapshot.GetProperty("data").Deserialize<Sum>(Sum.Types.Json));
            Assert.Equal(folded, (await store.LoadAsync(stream, CancellationToken.None)).State);
        }

        return rows.Count;
    }
}

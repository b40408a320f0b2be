using LymphOutcomes.EventStore;

namespace LymphOutcomes.Store.Tests;

internal static class Units
{
    public static StreamKey Stream(string id = "s1", string tenant = "north") => new(tenant, id);

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static AppendUnit<Sum> Add(params long[] numbers) => AddTo(Stream(), numbers);

    public static AppendUnit<Sum> AddTo(StreamKey stream, params long[] numbers) =>
        new(NewId(), stream, _ => Decision.Of([.. numbers.Select(n => new NewEvent(new Added(n)))]));

    public static AppendUnit<Sum> Events(params NewEvent[] events) => new(NewId(), Stream(), _ => Decision.Of(events));

    public static Task<AppendOutcome> AppendAsync(this IEventStore<Sum> store, AppendUnit<Sum> unit) =>
        store.AppendAsync(unit, CancellationToken.None);

    public static async Task<IReadOnlyList<StoredEvent>> AppendedAsync(this IEventStore<Sum> store, AppendUnit<Sum> unit) =>
        Assert.IsType<AppendOutcome.Appended>(await store.AppendAsync(unit)).Events;

    public static Task<IReadOnlyList<StoredEvent>> AllAsync(this ILogReader log) =>
        log.ReadAsync(0, ILogReader.ReadMax, CancellationToken.None);
}

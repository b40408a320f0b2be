using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.EventStore;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>Events stored under a name of before are read as events of today, on every store, without being rewritten.</summary>
public sealed class When_old_events_are_taken_on(Stores stores) : IClassFixture<Stores>
{
    private static EventTypes Before { get; } = new EventTypes(JsonSerializerOptions.Web).Add<WeighedInPounds>("weighed.v1");

    private static EventTypes Today { get; } = new EventTypes(JsonSerializerOptions.Web)
        .Add<Weighed>("weighed.v3")
        .Upcast("weighed.v2", "weighed.v3", json =>
        {
            json["scale"] = "unknown";
            return json;
        })
        .Upcast("weighed.v1", "weighed.v2", json => new JsonObject { ["grams"] = (int)json["pounds"]! * 454 });

    [Theory, InMemory, OnPostgres]
    public async Task A_log_of_before_is_read_by_the_program_of_today(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Before);
        await log.Store.AppendedAsync(Events(new NewEvent(new WeighedInPounds(10))));

        EventStore.Projecting.RawEvent raw = Assert.Single(await log.Raw.ReadRawAsync(0, 1, [], CancellationToken.None));
        StoredEvent? read = raw.Read(Today, out _);
        Assert.Equal(new Weighed(4_540, "unknown"), read?.Data);
        Assert.Equal("weighed.v1", read?.Type);
    }

    [Fact]
    public void Steps_follow_one_another_and_each_may_be_the_first()
    {
        Assert.Equal(new Weighed(454, "unknown"), Today.Read("weighed.v1", """{"pounds":1}"""u8));
        Assert.Equal(new Weighed(7, "unknown"), Today.Read("weighed.v2", """{"grams":7}"""u8));
        Assert.Equal(new Weighed(7, "beam"), Today.Read("weighed.v3", """{"grams":7,"scale":"beam"}"""u8));
        Assert.Null(Today.Read("weighed.v4", """{"grams":7}"""u8));
        Assert.Equal(["weighed.v1", "weighed.v2", "weighed.v3"], Today.Readable.Order());
    }

    [Fact]
    public void What_is_no_object_is_unreadable_and_no_null() =>
        Assert.Throws<JsonException>(() => Today.Read("weighed.v1", "[]"u8));

    [Fact]
    public void A_name_has_one_step_no_circle_and_is_not_written_any_more()
    {
        EventTypes types = new EventTypes(JsonSerializerOptions.Web)
            .Upcast("a.v1", "a.v2", json => json)
            .Upcast("a.v2", "a.v3", json => json);
        Assert.Throws<ArgumentException>(() => types.Upcast("a.v1", "a.v3", json => json));
        Assert.Throws<ArgumentException>(() => types.Upcast("a.v3", "a.v1", json => json));
        Assert.Throws<ArgumentException>(() => types.Add<Weighed>("a.v1"));
        types.Add<Weighed>("a.v3");
        Assert.Throws<ArgumentException>(() => types.Upcast("a.v3", "a.v4", json => json));
    }

    private sealed record WeighedInPounds(int Pounds);

    private sealed record Weighed(int Grams, string Scale);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

public sealed class When_an_item_cannot_be_read
{
    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"source":"urn:x"}""")]
    public void Data_of_another_shape_is_parked_as_it_came(string data)
    {
        ItemParked parked = Parked(Given.Item(Given.Json(data)));

        Assert.Equal(data, parked.Raw);
        Assert.NotEmpty(parked.Reason);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"givenBy":"self"}""")]
    [InlineData("""{"minutes":"40","givenBy":"self"}""")]
    [InlineData("""{"minutes":40,"givenBy":null}""")]
    [InlineData("""{"minutes":40,"minutes":50,"givenBy":"self"}""")]
    [InlineData("""{"minutes":40,"givenBy":"self","areas":"neck"}""")]
    [InlineData("""{"minutes":40,"givenBy":"\ud800"}""")]
    public void A_session_of_another_shape_is_parked_with_the_reason(string session)
    {
        string data = JsonSerializer.Serialize(Given.Recorded(Given.Json("{}")), ContractJson.Options)
            .Replace("\"fact\":{}", $"\"fact\":{session}", StringComparison.Ordinal);

        ItemParked parked = Parked(Given.Item(Given.Json(data)));

        Assert.Equal(data, parked.Raw);
        Assert.NotEmpty(parked.Reason);
    }

    [Fact]
    public void An_item_without_any_data_is_parked() =>
        Assert.Equal("", Parked(Given.Item(default(JsonElement))).Raw);

    [Fact]
    public void A_version_this_program_does_not_know_is_parked_and_not_read_as_the_first() =>
        Assert.Contains(
            "Version 2",
            Parked(Given.Item(Given.Item(Given.Sample("full")).Data, version: 2)).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void What_is_kept_of_it_is_cut_at_64_kibi_characters() =>
        Assert.Equal(64 * 1024, Parked(Given.Item(Given.Json($"[\"{new string('x', 70_000)}\"]"))).Raw.Length);

    [Fact]
    public async Task It_is_parked_once_and_published_never()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();

        AppendOutcome first = await Given.DeliverAsync(log, Unreadable());
        AppendOutcome second = await Given.DeliverAsync(log, Unreadable());

        StoredEvent stored = Assert.Single(Assert.IsType<AppendOutcome.Appended>(first).Events);
        Assert.IsType<ItemParked>(stored.Data);
        Assert.Null(Outgoing.ToBusItem(stored));
        Assert.IsType<AppendOutcome.Unchanged>(second);
    }

    [Fact]
    public async Task A_program_that_can_read_it_later_records_it_once()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        await Given.DeliverAsync(log, Unreadable());
        // An older program parked the same item; this one can read it.
        BusItem readable = Given.Item(Given.Sample("full"));
        Assert.Equal(Unreadable().Id, readable.Id);

        AppendOutcome first = await Given.DeliverAsync(log, readable);
        AppendOutcome second = await Given.DeliverAsync(log, readable);

        StoredEvent stored = Assert.Single(Assert.IsType<AppendOutcome.Appended>(first).Events);
        Assert.Equal((readable.Id, typeof(SessionRecorded)), (stored.Id, stored.Data!.GetType()));
        Assert.IsType<AppendOutcome.Unchanged>(second);
    }

    [Fact]
    public async Task A_program_that_can_read_it_no_longer_leaves_the_session_alone()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        await Given.DeliverAsync(log, Given.Item(Given.Sample("full")));

        Assert.IsType<AppendOutcome.Unchanged>(await Given.DeliverAsync(log, Unreadable()));
    }

    private static BusItem Unreadable() => Given.Item(new JsonObject { ["minutes"] = "forty" });

    private static ItemParked Parked(BusItem item)
    {
        ItemParked parked = Assert.IsType<ItemParked>(RecordSession.Read(item));
        Assert.Equal((item.Id, item.Type, item.Version), (parked.Item, parked.Type, parked.Version));
        return parked;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

public sealed class When_a_session_is_recorded
{
    [Fact]
    public void A_full_session_is_read_member_by_member()
    {
        SessionRecorded recorded = Assert.IsType<SessionRecorded>(RecordSession.Read(Given.Item(Given.Sample("full"))));

        Assert.Equal(("urn:hospital:ehr", Given.Record, "c0de"), (recorded.Source, recorded.Record, recorded.ContentHash));
        Assert.Equal(["axilla-left", "axilla-right", "arm-right"], recorded.Session.Areas);
        Assert.Equal(
            new SessionGiven(
                55, "therapist", recorded.Session.Areas, "pt-07", "intensive", "not-needed", 35, true, true, false, "lymphedema"),
            recorded.Session);
    }

    [Fact]
    public void A_minimal_session_is_read_and_nothing_is_invented()
    {
        SessionRecorded recorded = Assert.IsType<SessionRecorded>(RecordSession.Read(Given.Item(Given.Sample("minimal"))));

        Assert.Empty(recorded.Session.Areas);
        Assert.Equal(
            new SessionGiven(40, "self", recorded.Session.Areas, null, null, null, null, null, null, null), recorded.Session);
    }

    [Fact]
    public async Task Every_member_of_a_full_session_is_published_again()
    {
        JsonObject sent = Given.Sample("full");
        sent["purpose"] = "cosmetic";

        JsonElement published = (await PublishedAsync(Given.Item(sent))).Fact;

        Assert.True(JsonNode.DeepEquals(sent, JsonObject.Create(published)), published.GetRawText());
    }

    [Fact]
    public async Task A_minimal_session_is_published_without_what_was_not_said()
    {
        JsonObject sent = Given.Sample("minimal");

        RecordedFact published = await PublishedAsync(Given.Item(sent));

        sent["areas"] = new JsonArray();
        Assert.True(JsonNode.DeepEquals(sent, JsonObject.Create(published.Fact)), published.Fact.GetRawText());
        Assert.Equal(
            ("urn:hospital:ehr", Given.Record, "c0de", TimeSpan.FromHours(2)),
            (published.Source, published.Record, published.ContentHash, published.EffectiveTime.Offset));
    }

    [Fact]
    public void A_session_stored_before_purpose_was_kept_is_still_read()
    {
        byte[] stored = """
            {"source":"urn:hospital:ehr","effectiveTime":"2026-09-03T14:30:00+02:00","record":{"key":"5e55"},"contentHash":"c0de",
             "session":{"minutes":40,"givenBy":"self","areas":[]}}
            """u8.ToArray();

        SessionRecorded read = Assert.IsType<SessionRecorded>(SessionEventTypes.All.Read("session-recorded.v1", stored));

        Assert.Null(read.Session.Purpose);
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        BusItem item = Given.Item(Given.Sample("full"));

        AppendOutcome first = await Given.DeliverAsync(log, item);
        AppendOutcome second = await Given.DeliverAsync(log, item);

        Assert.Equal(item.Id, Assert.Single(Assert.IsType<AppendOutcome.Appended>(first).Events).Id);
        Assert.IsType<AppendOutcome.Unchanged>(second);
        Assert.Equal(1, await log.HeadAsync(CancellationToken.None));
    }

    private static async Task<RecordedFact> PublishedAsync(BusItem item)
    {
        AppendOutcome outcome = await Given.DeliverAsync(Given.EmptyLog(), item);
        StoredEvent stored = Assert.Single(Assert.IsType<AppendOutcome.Appended>(outcome).Events);
        BusItem published = Outgoing.ToBusItem(stored)!;
        Assert.Equal((item.Id, item.Patient, item.Tenant, item.Traceparent, item.Type, 1),
            (published.Id, published.Patient, published.Tenant, published.Traceparent, published.Type, published.Version));
        return published.Data.Deserialize<RecordedFact>(ContractJson.Options)!;
    }
}

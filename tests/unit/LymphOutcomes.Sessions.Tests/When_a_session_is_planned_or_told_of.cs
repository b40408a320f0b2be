using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>Bookings, cancellations and side effects go the way of sessions.</summary>
public sealed class When_a_session_is_planned_or_told_of
{
    public static TheoryData<string, string> Samples { get; } = new()
    {
        { FactTypes.SessionPlanned, "full" },
        { FactTypes.SessionPlanned, "minimal" },
        { FactTypes.SessionCancelled, "full" },
        { FactTypes.SessionCancelled, "minimal" },
        { FactTypes.SideEffectsReported, "full" },
        { FactTypes.SideEffectsReported, "minimal" },
    };

    [Theory, MemberData(nameof(Samples))]
    public async Task It_is_published_again_member_by_member(string type, string name)
    {
        JsonObject sent = Given.Sample(name, type);
        BusItem item = Given.Item(sent, type: type);

        AppendOutcome outcome = await Given.DeliverAsync(Given.EmptyLog(), item);

        StoredEvent stored = Assert.Single(Assert.IsType<AppendOutcome.Appended>(outcome).Events);
        BusItem published = Outgoing.ToBusItem(stored)!;
        Assert.Equal(
            (item.Id, item.Patient, item.Tenant, item.Traceparent, type, 1),
            (published.Id, published.Patient, published.Tenant, published.Traceparent, published.Type, published.Version));
        RecordedFact recorded = published.Data.Deserialize<RecordedFact>(ContractJson.Options)!;
        Assert.Equal(
            ("urn:hospital:ehr", Given.Record, "c0de", TimeSpan.FromHours(2)),
            (recorded.Source, recorded.Record, recorded.ContentHash, recorded.EffectiveTime.Offset));
        Assert.True(JsonNode.DeepEquals(sent, JsonObject.Create(recorded.Fact)), recorded.Fact.GetRawText());
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task A_repeat_changes_nothing(string type, string name)
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        BusItem item = Given.Item(Given.Sample(name, type), type: type);

        await Given.DeliverAsync(log, item);

        Assert.IsType<AppendOutcome.Unchanged>(await Given.DeliverAsync(log, item));
        Assert.Equal(1, await log.HeadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(FactTypes.SessionPlanned, """{"givenBy":"self"}""")]
    [InlineData(FactTypes.SessionPlanned, """{"startsAt":"tomorrow","givenBy":"self"}""")]
    [InlineData(FactTypes.SessionPlanned, """{"startsAt":"2026-09-05T09:00:00+02:00","givenBy":"self","minutes":"60"}""")]
    [InlineData(FactTypes.SessionCancelled, "{}")]
    [InlineData(FactTypes.SessionCancelled, """{"ofRecord":7}""")]
    [InlineData(FactTypes.SideEffectsReported, "{}")]
    [InlineData(FactTypes.SideEffectsReported, """{"effects":[null]}""")]
    [InlineData(FactTypes.SideEffectsReported, """{"effects":[{"score":3}]}""")]
    [InlineData(FactTypes.SideEffectsReported, """{"effects":[{"effect":"nausea","score":3.5}]}""")]
    public void What_cannot_be_read_is_parked_by_itself(string type, string fact)
    {
        BusItem item = Given.Item(JsonNode.Parse(fact)!.AsObject(), type: type);

        ItemParked parked = Assert.IsType<ItemParked>(RecordSession.Read(item));

        Assert.Equal((item.Id, type, 1), (parked.Item, parked.Type, parked.Version));
        Assert.NotEmpty(parked.Reason);
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_version_this_program_does_not_know_is_parked(string type, string name) =>
        Assert.IsType<ItemParked>(RecordSession.Read(Given.Item(Given.Item(Given.Sample(name, type)).Data, version: 2, type: type)));

    [Fact]
    public void Items_of_other_types_are_nobody_s_business_here()
    {
        Assert.Equal(
            [FactTypes.SessionCancelled, FactTypes.SessionCompleted, FactTypes.SessionPlanned, FactTypes.SideEffectsReported],
            SessionFactReader.Types.Except(SafetyFactReader.Types).Except(TreatmentFactReader.Types).Order(StringComparer.Ordinal));
        Assert.IsType<ItemParked>(RecordSession.Read(Given.Item(Given.Sample("full"), type: FactTypes.WeightMeasured)));
    }
}

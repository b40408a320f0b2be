using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_fact_leaves_intake
{
    [Fact]
    public void The_item_names_the_fact_the_patient_and_the_hospital()
    {
        BusItem item = Outgoing.ToBusItem(Stored(FactTypes.LimbMeasured, Given.LimbMeasured()))!;
        Assert.Equal(
            (FactTypes.LimbMeasured, 1, Given.Patient.Id, "st-anna"),
            (item.Type, item.Version, item.Patient, item.Tenant));
    }

    [Fact]
    public void Its_data_is_the_recorded_fact_with_both_times()
    {
        BusItem item = Outgoing.ToBusItem(Stored(FactTypes.LimbMeasured, Given.LimbMeasured()))!;
        RecordedFact fact = item.Data.Deserialize<RecordedFact>(ContractJson.Options)!;
        Assert.Equal("urn:hospital:ehr", fact.Source);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.FromHours(1)), fact.EffectiveTime);
        Assert.Equal(Given.Now, fact.RecordedTime);
        Assert.Equal(1, fact.Record.Version);
        Assert.Equal(17.4, fact.Fact.GetProperty("right").GetProperty("girths")[1].GetProperty("girth").GetDouble());
        Assert.False(fact.Fact.TryGetProperty("record", out _));
    }

    [Fact]
    public void That_it_is_history_being_loaded_goes_with_it()
    {
        StoredEvent stored = Stored(FactTypes.LimbMeasured, Given.LimbMeasured());
        StoredEvent loaded = stored with { Data = (IntakeEvent)stored.Data! with { IsBackfill = true } };
        Assert.True(Outgoing.ToBusItem(loaded)!.Data.Deserialize<RecordedFact>(ContractJson.Options)!.IsBackfill);
        Assert.False(Outgoing.ToBusItem(stored)!.Data.TryGetProperty("isBackfill", out _));
    }

    [Fact]
    public void Every_kind_but_details_is_published()
    {
        foreach ((string name, JsonObject data) in Samples.All)
            Assert.Equal(name == FactTypes.PatientDetails, Outgoing.ToBusItem(Stored(name, data)) is null);
    }

    [Fact]
    public void An_event_of_a_later_program_stays_inside() =>
        Assert.Null(Outgoing.ToBusItem(Stored(FactTypes.LimbMeasured, Given.LimbMeasured()) with { Data = null }));

    [Fact]
    public void What_is_stored_reads_back_the_same()
    {
        foreach ((string name, JsonObject data) in Samples.All)
        {
            CheckedFact fact = Given.Accepted(Given.Delivered(Given.Event(name, data)));
            string written = Given.AsStored(fact);
            object? read = IntakeEventTypes.All.Read($"{name}.v1", Encoding.UTF8.GetBytes(written));
            Assert.Equal(fact.Event.Data.GetType(), read?.GetType());
            Assert.Equal(written, IntakeEventTypes.All.Write(read!));
        }
    }

    [Fact]
    public void The_log_keeps_the_fact_beside_its_origin()
    {
        string written = Given.AsStored(Given.Accepted(Given.LimbMeasuredWith(_ => { })));
        Assert.Equal(
            ["contentHash", "effectiveTime", "fact", "record", "source"],
            JsonNode.Parse(written)!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));
    }

    private static StoredEvent Stored(string name, JsonObject data)
    {
        CheckedFact fact = Given.Accepted(Given.Delivered(Given.Event(name, data)));
        return new(
            9, fact.Event.Id!.Value, StreamKey.OfPatient("st-anna", Given.Patient.Id), 1, $"{name}.v1", fact.Event.Data, Given.Now,
            fact.Event.Headers!);
    }
}

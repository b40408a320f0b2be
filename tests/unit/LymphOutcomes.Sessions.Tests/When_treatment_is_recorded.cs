using System.Text.Json.Nodes;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

public sealed class When_treatment_is_recorded
{
    public static TheoryData<string, string> Samples
    {
        get
        {
            TheoryData<string, string> samples = [];
            foreach (string type in TreatmentFactReader.Types)
            {
                samples.Add(type, "full");
                samples.Add(type, "minimal");
            }

            return samples;
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task It_is_kept_once_and_not_published_again(string type, string name)
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        BusItem item = Given.Item(Given.Sample(name, type), type: type);

        AppendOutcome outcome = await Given.DeliverAsync(log, item);

        StoredEvent stored = Assert.Single(Assert.IsType<AppendOutcome.Appended>(outcome).Events);
        Assert.IsType<TreatmentEvent>(stored.Data, exactMatch: false);
        Assert.Equal(item.Id, stored.Id);
        Assert.Null(Outgoing.ToBusItem(stored));
        Assert.IsType<AppendOutcome.Unchanged>(await Given.DeliverAsync(log, item));
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Nobody_is_screened_by_it(string type, string name)
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        await Given.DeliverAsync(log, Given.Item(Given.Sample(name, type), type: type));

        PatientSafety state = (await log.LoadAsync(Patients.Stream, CancellationToken.None)).State;

        Assert.Equal(ReasonCodes.NoFacts, Assert.Single(Patients.Screen(state).Reasons).Code);
    }

    [Theory]
    [InlineData(FactTypes.LimbMeasured, """{"site":"arm","method":"by-eye"}""")]
    [InlineData(FactTypes.LimbMeasured, """{"site":"arm","method":"tape-fixed","left":{"girths":[]},"girthUnit":"cm"}""")]
    [InlineData(FactTypes.LimbMeasured, """{"site":"arm","method":"tape-fixed","left":{"girths":[null,null]},"girthUnit":"cm"}""")]
    [InlineData(FactTypes.PatientRegistered, """{"limbs":[{"site":"tail","side":"left","status":"affected"}]}""")]
    [InlineData(FactTypes.GarmentPrescribed, """{"kind":"sleeve","hoursPerDay":0}""")]
    [InlineData(FactTypes.GarmentPrescribed, """{"kind":"sleeve","hoursPerDay":8,"side":"up"}""")]
    [InlineData(FactTypes.GarmentWorn, """{"day":"2026-09-01","hours":25}""")]
    public void What_cannot_be_read_is_parked_and_says_nothing_about_safety(string type, string fact)
    {
        ItemParked parked = Assert.IsType<ItemParked>(
            RecordSession.Read(Given.Item(JsonNode.Parse(fact)!.AsObject(), type: type)));

        Assert.NotEmpty(parked.Reason);
        Assert.Empty(PatientSafety.Initial.With(parked, Given.Now).Unread);
    }

    [Fact]
    public void Inches_and_millimetres_are_kept_as_centimetres()
    {
        JsonObject sent = Given.Sample("full", FactTypes.LimbMeasured);
        LimbsRead inCm = Assert.IsType<LimbsRecorded>(RecordSession.Read(Given.Item(sent, type: FactTypes.LimbMeasured))).Read;
        foreach (string side in (string[])["left", "right"])
        {
            foreach (JsonNode? girth in sent[side]!["girths"]!.AsArray())
                girth!["girth"] = girth["girth"]!.GetValue<double>() * 10;
        }

        sent["girthUnit"] = "mm";
        LimbsRead inMm = Assert.IsType<LimbsRecorded>(RecordSession.Read(Given.Item(sent, type: FactTypes.LimbMeasured))).Read;

        Assert.Equal(LimbVolume.Ml(inCm.Left!), LimbVolume.Ml(inMm.Left!), 1e-6);
        Assert.Equal(LimbVolume.Ml(inCm.Right!), LimbVolume.Ml(inMm.Right!), 1e-6);
    }

    [Fact]
    public async Task It_is_found_in_the_patient_s_stream_with_what_was_taken_back()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        await Given.DeliverAsync(log, Given.Item(Given.Sample("full", FactTypes.GarmentPrescribed), 1, FactTypes.GarmentPrescribed));
        Assert.Single((await ReadAsync(log)).Current<GarmentRecorded>());

        await Given.DeliverAsync(log, Given.Item(Given.Sample("minimal", FactTypes.RecordRetracted), 2, FactTypes.RecordRetracted));

        Assert.Empty((await ReadAsync(log)).Current<GarmentRecorded>());
    }

    private static async Task<PatientTreatment> ReadAsync(InMemoryEventStore<PatientSafety> log) =>
        PatientTreatment.Of(await log.ReadStreamAsync(Patients.Stream, CancellationToken.None));
}

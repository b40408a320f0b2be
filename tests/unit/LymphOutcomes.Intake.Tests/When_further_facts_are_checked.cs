using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

/// <summary>What the schemas cannot say: ranges after conversion, two members together, days beside today.</summary>
public sealed class When_further_facts_are_checked
{
    [Theory]
    [InlineData(FactTypes.GirthMeasured, "side", "null", "$.data.side", Reasons.MissingMember)]
    [InlineData(FactTypes.GirthMeasured, "site", "\"belly\"", "$.data.side", Reasons.Contradiction)]
    [InlineData(FactTypes.GirthMeasured, "unit", "\"[in_i]\"", "$.data.value", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.GirthMeasured, "unit", "\"in\"", "$.data.unit", Reasons.UnitUnknown)]
    [InlineData(FactTypes.GirthMeasured, "value", "19.9", "$.data.value", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.BioimpedanceMeasured, "lDex", "300.1", "$.data.lDex", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.TissueDielectricMeasured, "readings", "[null]", "$.data.readings[0]", Reasons.WrongType)]
    [InlineData(
        FactTypes.TissueDielectricMeasured,
        "readings",
        """[{"site":"calf","side":"left","value":30},{"site":"calf","side":"left","value":31}]""",
        "$.data.readings[1]",
        Reasons.Contradiction)]
    [InlineData(FactTypes.TemperatureMeasured, "unit", "\"Cel\"", "$.data.value", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.TemperatureMeasured, "unit", "\"C\"", "$.data.unit", Reasons.UnitUnknown)]
    [InlineData(FactTypes.TemperatureMeasured, "value", "85.9", "$.data.value", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.TemperatureMeasured, "value", "113.1", "$.data.value", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.ConditionNoted, "onset", "\"2026-03-04\"", "$.data.onset", Reasons.TimeInFuture)]
    [InlineData(FactTypes.ConditionNoted, "onset", "\"1970-04-30\"", "$.data.onset", Reasons.TimeBeforeBirth)]
    [InlineData(FactTypes.ConditionNoted, "areas", "[\"elbow\"]", "$.data.areas[0]", Reasons.WordUnknown)]
    [InlineData(FactTypes.ConditionCleared, "basis", "\"fever-free-48h\"", "$.data.basis", Reasons.Contradiction)]
    [InlineData(FactTypes.ProviderClearedForMld, "until", "\"2026-02-28\"", "$.data.until", Reasons.Contradiction)]
    [InlineData(FactTypes.SessionPlanned, "startsAt", "\"2026-03-05T14:30:00\"", "$.data.startsAt", Reasons.TimeUnreadable)]
    [InlineData(FactTypes.SessionPlanned, "startsAt", "17", "$.data.startsAt", Reasons.WrongType)]
    [InlineData(FactTypes.SessionPlanned, "startsAt", "\"2028-03-03T14:30:00Z\"", "$.data.startsAt", Reasons.ValueOutOfRange)]
    [InlineData(
        FactTypes.SideEffectsReported,
        "effects",
        """[{"effect":"nausea","onset":"2026-03-01T10:00:00Z","resolved":"2026-03-01T09:59:59Z"}]""",
        "$.data.effects[0].resolved",
        Reasons.Contradiction)]
    [InlineData(
        FactTypes.SideEffectsReported,
        "effects",
        """[{"effect":"nausea","onset":"2026-03-02T12:05:01Z"}]""",
        "$.data.effects[0].onset",
        Reasons.TimeInFuture)]
    [InlineData(FactTypes.GarmentPrescribed, "hoursPerDay", "0", "$.data.hoursPerDay", Reasons.ValueOutOfRange)]
    [InlineData(FactTypes.GarmentPrescribed, "pressureMaxMmHg", "22.9", "$.data.pressureMaxMmHg", Reasons.Contradiction)]
    [InlineData(FactTypes.GarmentWorn, "day", "\"2026-03-04\"", "$.data.day", Reasons.TimeInFuture)]
    [InlineData(FactTypes.ContextNoted, "until", "\"2026-02-28\"", "$.data.until", Reasons.Contradiction)]
    [InlineData(FactTypes.ContextNoted, "note", "\"a\\u0007b\"", "$.data.note", Reasons.TextUnusable)]
    public void What_cannot_be_is_refused_with_its_place(string name, string member, string value, string path, string reason)
    {
        Defect? defect = After(name, member, value);
        Assert.Equal((reason, path), (defect?.Reason, defect?.JsonPath));
    }

    [Theory]
    [InlineData(FactTypes.GirthMeasured, "value", "20")]
    [InlineData(FactTypes.TemperatureMeasured, "value", "86")]
    [InlineData(FactTypes.TemperatureMeasured, "value", "113")]
    [InlineData(FactTypes.ConditionNoted, "onset", "\"2026-03-03\"")]
    [InlineData(FactTypes.ConditionCleared, "ofRecord", "null")]
    [InlineData(FactTypes.AreaRestricted, "areas", "[]")]
    [InlineData(FactTypes.ProviderClearedForMld, "until", "\"2026-03-01\"")]
    [InlineData(FactTypes.GarmentWorn, "hours", "0")]
    [InlineData(FactTypes.SessionPlanned, "startsAt", "\"2026-02-20T14:30:00Z\"")]
    public void What_just_can_be_is_taken(string name, string member, string value) => Assert.Null(After(name, member, value));

    [Fact]
    public void A_reading_of_fluid_needs_one_of_its_two_values() => Assert.Equal(
        Reasons.MissingMember,
        Given.DefectOf(
            FactTypes.BioimpedanceMeasured, Samples.Of("""{"record":{"id":"x"},"site":"leg","side":"left"}"""))?.Reason);

    [Theory]
    [InlineData(FactTypes.ConditionCleared)]
    [InlineData(FactTypes.SessionCancelled)]
    [InlineData(FactTypes.SideEffectsReported)]
    [InlineData(FactTypes.GarmentWorn)]
    public void A_record_that_is_named_inside_has_the_name_it_has_outside(string name)
    {
        JsonObject data = Samples.Of(Samples.Further[name]);
        string inside = data["ofRecord"]!.GetValue<string>();
        Assert.Equal(
            KeyedHash.OfRecord(Given.Patient.Key, "urn:hospital:ehr", inside),
            ((IRecorded)Accepted(name, data).Event.Data).Fact.GetProperty("ofRecord").GetString());
    }

    [Fact]
    public void Words_for_people_are_beside_the_log_and_its_content_hash_still_covers_them()
    {
        JsonObject data = Samples.Of(Samples.Further[FactTypes.ContextNoted]);
        CheckedFact fact = Accepted(FactTypes.ContextNoted, data);
        Assert.DoesNotContain("sister", Given.AsStored(fact), StringComparison.Ordinal);
        Assert.Equal("Ada flies to see\nher sister.", fact.Note?.Words);
        Assert.Equal(fact.Event.Id, fact.Note?.Event);

        data["note"] = "Another word.";
        Assert.NotEqual(
            ((IntakeEvent)fact.Event.Data).ContentHash, ((IntakeEvent)Accepted(FactTypes.ContextNoted, data).Event.Data).ContentHash);
    }

    private static CheckedFact Accepted(string name, JsonObject data) =>
        Given.Accepted(Given.Delivered(Given.Event(name, data.DeepClone().AsObject())));

    private static Defect? After(string name, string member, string value)
    {
        JsonObject data = Samples.Of(Samples.Further[name]);
        if (value == "null")
            data.Remove(member);
        else
            data[member] = JsonNode.Parse(value);
        return Given.DefectOf(name, data);
    }
}

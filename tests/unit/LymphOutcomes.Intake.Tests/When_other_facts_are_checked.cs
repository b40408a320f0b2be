using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_other_facts_are_checked
{
    [Fact]
    public void A_full_fact_of_each_kind_is_taken()
    {
        foreach ((string name, JsonObject data) in Samples.All)
            Assert.Null(Given.DefectOf(name, data));
    }

    [Theory]
    [InlineData("minutes", "0", Reasons.ValueOutOfRange)]
    [InlineData("minutes", "481", Reasons.ValueOutOfRange)]
    [InlineData("minutes", "45.5", Reasons.WrongType)]
    [InlineData("givenBy", "\"nurse\"", Reasons.WordUnknown)]
    [InlineData("areas", "[\"neck\",\"elbow\"]", Reasons.WordUnknown)]
    [InlineData("pressureMmHg", "200.1", Reasons.ValueOutOfRange)]
    [InlineData("therapistId", "\"Ada Example\"", Reasons.TextUnusable)]
    public void An_impossible_session_is_refused(string member, string value, string reason) =>
        Refused(FactTypes.SessionCompleted, Samples.Session(), member, value, reason);

    [Theory]
    [InlineData("limbs", """[{"site":"arm","side":"both","status":"at-risk"}]""", Reasons.WordUnknown)]
    [InlineData(
        "limbs",
        """[{"site":"arm","side":"left","status":"at-risk"},{"site":"arm","side":"left","status":"affected"}]""",
        Reasons.Contradiction)]
    [InlineData("surgeries", """[{"date":"1969-01-01","side":"left"}]""", Reasons.TimeBeforeBirth)]
    [InlineData("surgeries", """[{"date":"2028-01-01","side":"left"}]""", Reasons.ValueOutOfRange)]
    [InlineData("surgeries", """[{"date":"2025-01-01","side":"left","nodesRemoved":101}]""", Reasons.ValueOutOfRange)]
    [InlineData("cause", "\"bad luck\"", Reasons.WordUnknown)]
    [InlineData("dominantSide", "\"both\"", Reasons.WordUnknown)]
    public void An_impossible_care_context_is_refused(string member, string value, string reason) =>
        Refused(FactTypes.PatientRegistered, Samples.Registered(), member, value, reason);

    [Fact]
    public void A_planned_operation_may_be_registered() =>
        Assert.Null(After(FactTypes.PatientRegistered, Samples.Registered(), "surgeries", """[{"date":"2026-04-01","side":"left"}]"""));

    [Theory]
    [InlineData("name", "\" \"", Reasons.TextUnusable)]
    [InlineData("name", "\"a\\nb\"", Reasons.TextUnusable)]
    [InlineData("birthDate", "\"2026-03-04\"", Reasons.ValueOutOfRange)]
    [InlineData("birthDate", "\"1970-02-30\"", Reasons.WrongType)]
    [InlineData("provider", "{\"name\":\"\"}", Reasons.TextUnusable)]
    public void Unusable_details_are_refused(string member, string value, string reason) =>
        Refused(FactTypes.PatientDetails, Samples.Details(), member, value, reason);

    [Theory]
    [InlineData("values", "null", Reasons.MissingMember)]
    [InlineData("ofRecord", "\"ORB-1\"", Reasons.Contradiction)]
    [InlineData("values", """{"method":"water","left":{"volumeMl":700}}""", Reasons.ValueOutOfRange)]
    [InlineData(
        "values",
        """{"method":"tape-fixed","left":{"girths":[{"positionCm":0,"girth":30},{"positionCm":4,"girth":31}]}}""",
        Reasons.MissingMember)]
    public void A_baseline_names_a_starting_size_in_one_of_two_ways(string member, string value, string reason) =>
        Refused(FactTypes.BaselineSet, Samples.Baseline(), member, value, reason);

    [Theory]
    [InlineData("value", "19.9", Reasons.ValueOutOfRange)]
    [InlineData("value", "400.1", Reasons.ValueOutOfRange)]
    [InlineData("value", "\"70\"", Reasons.WrongType)]
    [InlineData("unit", "\"g\"", Reasons.ValueOutOfRange)]
    [InlineData("unit", "\"lb\"", Reasons.UnitUnknown)]
    [InlineData("unit", "null", Reasons.WrongType)]
    public void An_impossible_weight_is_refused(string member, string value, string reason) =>
        Refused(FactTypes.WeightMeasured, Samples.Weight(), member, value, reason);

    [Theory]
    [InlineData("[lb_av]", "44.1")]
    [InlineData("[lb_av]", "881.8")]
    [InlineData("g", "70500")]
    public void A_weight_may_come_in_other_units(string unit, string value)
    {
        JsonObject weight = Samples.Weight();
        weight["unit"] = unit;
        Assert.Null(After(FactTypes.WeightMeasured, weight, "value", value));
    }

    [Theory]
    [InlineData("[]", Reasons.ValueOutOfRange)]
    [InlineData("[null]", Reasons.WrongType)]
    [InlineData("""[{"code":"SORE_TOE","sinceLast":"same","onset":"gradual"}]""", Reasons.WordUnknown)]
    [InlineData("""[{"code":"FATIGUE","sinceLast":"worst","onset":"gradual"}]""", Reasons.WordUnknown)]
    [InlineData("""[{"code":"FATIGUE","sinceLast":"same","onset":"quick"}]""", Reasons.WordUnknown)]
    [InlineData("""[{"code":"FATIGUE","sinceLast":"same"}]""", Reasons.MissingMember)]
    [InlineData("""[{"code":"FATIGUE","sinceLast":"same","onset":"gradual","score":11}]""", Reasons.ValueOutOfRange)]
    [InlineData("""[{"code":"FATIGUE","sinceLast":"same","onset":"gradual","score":2.5}]""", Reasons.WrongType)]
    [InlineData("""[{"code":"FATIGUE","sinceLast":"same","onset":"gradual","side":"both"}]""", Reasons.WordUnknown)]
    [InlineData(
        """[{"code":"FATIGUE","sinceLast":"same","onset":"gradual"},{"code":"FATIGUE","sinceLast":"worse","onset":"gradual"}]""",
        Reasons.Contradiction)]
    public void A_report_of_symptoms_that_cannot_be_is_refused(string symptoms, string reason) =>
        Refused(FactTypes.SymptomsReported, Samples.Symptoms(), "symptoms", symptoms, reason);

    [Fact]
    public void A_retraction_gives_one_of_the_known_reasons() =>
        Refused(FactTypes.RecordRetracted, Samples.Of("""{"record":{"id":"x"}}"""), "reason", "\"changed my mind\"", Reasons.WordUnknown);

    private static void Refused(string name, JsonObject data, string member, string value, string reason) =>
        Assert.Equal(reason, After(name, data, member, value)?.Reason);

    private static Defect? After(string name, JsonObject data, string member, string value)
    {
        data[member] = JsonNode.Parse(value);
        return Given.DefectOf(name, data);
    }
}

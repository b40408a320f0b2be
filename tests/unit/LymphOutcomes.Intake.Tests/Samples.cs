using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Intake.Tests;

/// <summary>One full fact of each kind.</summary>
internal static class Samples
{
    public static IReadOnlyList<(string Name, JsonObject Data)> All =>
    [
        (FactTypes.PatientRegistered, Registered()),
        (FactTypes.PatientDetails, Details()),
        (FactTypes.BaselineSet, Baseline()),
        (FactTypes.BaselineSet, Of("""{"record":{"id":"B-2"},"site":"arm","ofRecord":"ORB-77120"}""")),
        (FactTypes.LimbMeasured, Given.LimbMeasured()),
        (FactTypes.RecordRetracted, Of("""{"record":{"id":"ORB-77120","version":1},"reason":"wrong-patient"}""")),
        (FactTypes.SessionCompleted, Session()),
        (FactTypes.WeightMeasured, Weight()),
        (FactTypes.SymptomsReported, Symptoms()),
    ];

    public static JsonObject Registered() => Of("""
        {"record":{"id":"P-1","version":2,"issuedAt":"2026-03-01T08:00:00Z"},
         "limbs":[{"site":"arm","side":"left","status":"at-risk"}],"cause":"breast-cancer",
         "surgeries":[{"date":"2025-11-03","side":"left","site":"arm","nodesRemoved":12}],"dominantSide":"right"}
        """);

    public static JsonObject Details() => Of("""
        {"record":{"id":"D-1"},"name":"Ada Example","birthDate":"1970-05-01","phone":"+49 30 555 0100",
         "provider":{"name":"Dr. Sample","phone":"+49 30 555 0199"}}
        """);

    public static JsonObject Baseline() => Of("""
        {"record":{"id":"B-1"},"site":"leg","values":{"method":"water","left":{"volumeMl":7000},"right":{"volumeMl":7100}}}
        """);

    public static JsonObject Session() => Of("""
        {"record":{"id":"S-1"},"minutes":45,"givenBy":"therapist","areas":["neck","axilla-left","arm-left"],"therapistId":"T7",
         "phase":"intensive","consentGroin":"not-needed","pressureMmHg":35,"bandagedAfter":true,"garmentWornAfter":false,
         "stoppedEarly":false}
        """);

    public static JsonObject Weight() => Of("""{"record":{"id":"W-1"},"value":70.5,"unit":"kg"}""");

    public static JsonObject Symptoms() => Of("""
        {"record":{"id":"R-1"},"symptoms":[
         {"code":"ARM_SWELLING","sinceLast":"worse","onset":"gradual","score":6,"side":"left"},
         {"code":"FATIGUE","sinceLast":"unknown","onset":"unknown"}]}
        """);

    public static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();
}

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
        .. Further.Select(fact => (fact.Key, Of(fact.Value))),
    ];

    /// <summary>The kinds that have nothing to change in a test but one member.</summary>
    public static IReadOnlyDictionary<string, string> Further { get; } = new Dictionary<string, string>
    {
        [FactTypes.GirthMeasured] = """{"record":{"id":"ORB-1"},"site":"hand","value":42.5,"unit":"cm","side":"left","raterId":"T7"}""",
        [FactTypes.BioimpedanceMeasured] = """
            {"record":{"id":"ORB-2"},"site":"arm","side":"left","lDex":4.5,"impedanceRatio":1.02,"device":"SOZO","posture":"standing"}
            """,
        [FactTypes.TissueDielectricMeasured] = """
            {"record":{"id":"ORB-3"},"readings":[
             {"site":"forearm","side":"left","value":31},{"site":"forearm","side":"right","value":26}],"device":"TDC-1","depthMm":2.5}
            """,
        [FactTypes.TemperatureMeasured] = """{"record":{"id":"ORB-4"},"value":100.4,"unit":"[degF]","place":"ear"}""",
        [FactTypes.QuestionnaireScored] = """{"record":{"id":"ORB-5"},"instrument":"llis","score":37,"scale":"total","edition":"v2"}""",
        [FactTypes.ConditionNoted] = """
            {"record":{"id":"ORB-6"},"condition":"cellulitis","onset":"2026-02-27","areas":["arm-left"],
             "code":{"system":"http://snomed.info/sct","code":"128045006","display":"Cellulitis"}}
            """,
        [FactTypes.ConditionCleared] =
            """{"record":{"id":"ORB-7"},"condition":"cellulitis","basis":"provider","ofRecord":"ORB-6","providerId":"md-3"}""",
        [FactTypes.AreaRestricted] = """{"record":{"id":"ORB-8"},"areas":["chest"],"reason":"irradiated-skin"}""",
        [FactTypes.ProviderClearedForMld] =
            """{"record":{"id":"ORB-9"},"conditions":["heart-disease"],"providerId":"md-3","until":"2026-06-01"}""",
        [FactTypes.SelfMldInstructed] = """{"record":{"id":"ORB-10"},"areas":["neck","arm-left"],"therapistId":"T7"}""",
        [FactTypes.SessionPlanned] = """
            {"record":{"id":"ORB-11"},"startsAt":"2026-03-05T14:30:00+01:00","givenBy":"therapist","minutes":60,"areas":["neck"],
             "therapistId":"T7","phase":"maintenance","purpose":"lymphedema"}
            """,
        [FactTypes.SessionCancelled] = """{"record":{"id":"ORB-12"},"ofRecord":"ORB-11","reason":"patient"}""",
        [FactTypes.SideEffectsReported] = """
            {"record":{"id":"ORB-13"},"effects":[{"effect":"headache","score":4,"onset":"2026-02-28T18:00:00+01:00",
             "resolved":"2026-03-01T07:00:00+01:00"}],"ofRecord":"ORB-14"}
            """,
        [FactTypes.GarmentPrescribed] = """
            {"record":{"id":"ORB-15"},"kind":"sleeve","hoursPerDay":12,"side":"left","wornAt":"day","pressureMinMmHg":23,
             "pressureMaxMmHg":32,"handedOutOn":"2026-03-04"}
            """,
        [FactTypes.GarmentWorn] = """{"record":{"id":"ORB-16"},"day":"2026-03-01","hours":10.5,"ofRecord":"ORB-15"}""",
        [FactTypes.ContextNoted] =
            """{"record":{"id":"ORB-17"},"kind":"travel","until":"2026-04-01","note":"Ada flies to see\nher sister."}""",
    };

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

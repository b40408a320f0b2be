using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore.Merging;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Every fact of the contracts that reaches alerting becomes one of a picture.</summary>
public sealed class When_a_published_fact_is_read
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "contracts", "samples");

    // Kept by intake alone, or no fact; what sessions tells hospitals is not for alerting either.
    private static readonly string[] NotOfAPicture =
    [
        "patient-details", "patients-merged", "patients-unmerged", "alert-raised", "alert-changed", "fact-parked", "fact-unparked",
        "identity-changed", "session-changed", "session-held", "session-cleared", "side-effects-noted", "course-changed",
        "adherence-changed",
    ];

    // For example "limb-measured.v1.full".
    private static readonly string[] Names =
    [
        .. Directory.EnumerateFiles(Samples, "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !NotOfAPicture.Contains(TypeOf(name))),
    ];

    public static TheoryData<string> All => [.. Names];

    [Theory]
    [MemberData(nameof(All))]
    public void It_reads_and_is_stored_and_reads_back_the_same(string name)
    {
        Incoming incoming = FactReader.Read(Published(name));
        Assert.True(incoming.Fact is not null, incoming.Parked?.Reason);
        string written = AlertingEventTypes.All.Write(incoming.Fact);
        object? read = AlertingEventTypes.All.Read(AlertingEventTypes.All.NameOf(incoming.Fact), Encoding.UTF8.GetBytes(written));
        Assert.Equal(written, AlertingEventTypes.All.Write(read!));
    }

    [Fact]
    public void Every_type_of_a_picture_is_among_them() => Assert.Equal(23, Names.Select(TypeOf).Distinct().Count());

    [Fact]
    public void When_intake_stored_it_is_kept() => Assert.Equal(
        Given.Day(1), Read<TemperatureTaken>("temperature-measured", """{"value":37,"unit":"Cel"}""").Origin.RecordedAt);

    [Fact]
    public void Units_are_ours()
    {
        Assert.Equal(38, Read<TemperatureTaken>("temperature-measured", """{"value":100.4,"unit":"[degF]"}""").Celsius, 9);
        Assert.Equal(91.44, Read<GirthTaken>("girth-measured", """{"site":"belly","value":36,"unit":"[in_i]"}""").Cm, 9);
        GirthTaken foot = Read<GirthTaken>("girth-measured", """{"site":"foot","value":512,"unit":"mm","side":"right"}""");
        Assert.Equal((51.2, Side.Right), (foot.Cm, foot.Side));
    }

    [Fact]
    public void A_session_keeps_what_its_rules_ask()
    {
        SessionGiven session = Read<SessionGiven>(
            "session-completed",
            """
            {"minutes":40,"givenBy":"self","areas":["groin-left"],"consentGroin":"no","phase":"maintenance","purpose":"cosmetic",
             "stoppedEarly":true}
            """);
        Assert.Equal(["groin-left"], session.Areas);
        Assert.Equal(("no", "maintenance", "cosmetic", true),
            (session.ConsentGroin, session.Phase, session.Purpose, session.StoppedEarly));
    }

    [Theory]
    [InlineData("temperature-measured", """{"value":37,"unit":"[degF]"}""")]
    [InlineData("temperature-measured", """{"value":37,"unit":"C"}""")]
    [InlineData("girth-measured", """{"site":"waist","value":92,"unit":"cm"}""")]
    [InlineData("girth-measured", """{"site":"belly","value":92,"unit":"mm"}""")]
    [InlineData("bioimpedance-measured", """{"site":"arm","side":"both","lDex":3}""")]
    [InlineData("side-effects-reported", """{"effects":[null]}""")]
    [InlineData("tissue-dielectric-measured", """{"readings":[null]}""")]
    [InlineData("patients-merged", "{}")]
    public void What_no_sender_of_ours_sends_is_parked(string type, string fact) =>
        Assert.NotNull(FactReader.Read(Item(type, JsonNode.Parse(fact)!.AsObject())).Parked);

    [Theory]
    [InlineData("full", "0b8d7e55-31c2-4f0e-9a7e-6c2f4d1b8a20", 1)]
    [InlineData("minimal", null, 2)]
    public void Where_a_patient_belongs_is_no_fact_and_is_read(string kind, string? into, int change)
    {
        BusItem item = JsonSerializer.Deserialize<BusItem>(
            File.ReadAllText(Path.Combine(Samples, $"identity-changed.v1.{kind}.json")), ContractJson.Options)!;
        PatientMove move = FactReader.Read(item).Move!;
        Assert.Equal((item.Id, item.Patient, into, change), (move.Item, move.Patient, move.To.Into?.ToString(), move.To.Change));
        Assert.NotNull(FactReader.Read(item with { Patient = Guid.Empty }).Parked);
    }

    private static T Read<T>(string type, string fact)
        where T : PatientFact =>
        Assert.IsType<T>(FactReader.Read(Item(type, JsonNode.Parse(fact)!.AsObject())).Fact);

    private static string TypeOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    private static BusItem Published(string name)
    {
        JsonNode sample = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Samples, $"{name}.json")))!;
        JsonObject data = sample["data"]!.AsObject();
        data.Remove("record");
        return Item(TypeOf(name), data);
    }

    private static BusItem Item(string type, JsonObject fact) => new(
        Given.Fact(1),
        type,
        Version: 1,
        Guid.Empty,
        "demo",
        Traceparent: null,
        JsonSerializer.SerializeToElement(
            new RecordedFact(
                "urn:hospital", Given.Day(0), Given.Day(1), new RecordKey("k", 1, null), "hash", JsonSerializer.SerializeToElement(fact)),
            ContractJson.Options));
}

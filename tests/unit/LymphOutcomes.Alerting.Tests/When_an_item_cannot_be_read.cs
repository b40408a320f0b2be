using System.Text.Json;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_an_item_cannot_be_read
{
    private readonly PatientStream _patient = new(Given.Day(200));

    public static TheoryData<string> Unreadable =>
    [
        "{}",
        "[]",
        Recorded("[]"),
        Recorded("""{"site":"wing","method":"water","left":{"volumeMl":2000}}"""),
        Recorded("""{"site":"arm","site":"arm","method":"water"}"""),
        Recorded("""{"site":"arm","method":"tape-fixed","girthUnit":"furlong","left":{"girths":[{"positionCm":0,"girth":20}]}}"""),
        Recorded("""{"site":"arm","method":"water","left":{"volumeMl":-1}}"""),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void It_is_parked_with_a_reason_and_never_throws(string data)
    {
        Incoming incoming = FactReader.Read(Item("limb-measured", 1, data));
        Assert.Null(incoming.Fact);
        Assert.NotEmpty(incoming.Parked!.Reason);
        Assert.Equal(JsonDocument.Parse(data).RootElement.GetRawText(), incoming.Parked.Raw);
    }

    [Fact]
    public void It_is_parked_once_beside_the_facts_that_can_be_read()
    {
        Incoming bad = FactReader.Read(Item("limb-measured", 7, "{}"));
        Incoming good = new(Given.Fact(1), Traceparent: null, Given.Arms(1, 0, 2000), Parked: null);
        Decision Take(StreamView<PatientPicture> view) => AcceptFacts.Decide(view, [bad, good, bad], RuleSet.Standard);
        Assert.Equal(["item-parked.v1", "limbs-measured.v1"], _patient.Do(Take).Select(e => e.Type).Take(2));
        Assert.Empty(_patient.Do(Take));
        Assert.Equal(1, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void A_later_program_that_can_read_it_takes_it_in()
    {
        Guid id = Given.Fact(5);
        Incoming parked = new(id, null, Fact: null, new(id, "limb-measured", 2, "not yet", "{}"));
        Incoming read = new(id, null, Given.Arms(5, 0, 2000), Parked: null);
        _patient.Do(view => AcceptFacts.Decide(view, [parked], RuleSet.Standard));
        Assert.Contains("limbs-measured.v1", _patient.Do(view => AcceptFacts.Decide(view, [read], RuleSet.Standard)).Select(e => e.Type));
        Assert.Equal(0, _patient.Picture.Waiting.Count);
        // And an older program that runs beside it does not park what is known already.
        Assert.Empty(_patient.Do(view => AcceptFacts.Decide(view, [parked], RuleSet.Standard)));
    }

    private static string Recorded(string fact) =>
        $$"""
        {"source":"s","effectiveTime":"2026-01-01T00:00:00Z","recordedTime":"2026-01-01T00:00:00Z","record":{"key":"k"},
        "contentHash":"h","fact":{{fact}}}
        """;

    private static BusItem Item(string type, int version, string data) => new(
        Given.Fact(900 + version), type, version, Guid.Empty, "demo", Traceparent: null, JsonDocument.Parse(data).RootElement);
}

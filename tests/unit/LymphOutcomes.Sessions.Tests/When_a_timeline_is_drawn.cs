using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Sessions.DrawingTimelines;

namespace LymphOutcomes.Sessions.Tests;

using static Treatments;

public sealed class When_a_timeline_is_drawn
{
    private static readonly SessionEvent[] Facts =
    [
        LeftArmAtRisk(),
        Arms(0, 2600),
        Session(1),
        Session(3, "self"),
        Patients.Planned(Day(30), areas: "arm-left"),
        Patients.Planned(Day(31), record: "b-2"),
        Patients.CalledOff("b-2"),
        new SideEffectsRecorded(Patients.Ehr, Day(2), new("e-1", 1, null), "effects", new([new("fatigue", 4, null, null)], null)),
        new InstructionRecorded(Patients.Ehr, Day(2.5), new("i-1", 1, null), "taught", new(["neck"], "t-1")),
        Sleeve(0),
        Sleeve(20, record: "g-2"),
        Patients.Has("cellulitis", Day(5)),
        Patients.IsOver("cellulitis", Day(9)),
        Patients.Has("heart-disease", Day(6), record: "c-2"),
        Patients.ClearedFor(["heart-disease"], Day(8), until: Date(20)),
        Patients.Temperature(38.4, Day(10)),
        Patients.Temperature(36.8, Day(11)),
        Patients.Temperature(36.8, Day(13)),
        Patients.Restricted(Day(4), ["chest"]),
        Patients.Restricted(Day(14), [], version: 2),
    ];

    [Fact]
    public void Everything_stands_on_one_axis_by_its_beginning() => Assert.Equal(
        [
            ("garment", Midnight(0), Midnight(20)),
            ("measurement", Day(0), Day(0)),
            ("session", Day(1), Day(1).AddMinutes(45)),
            ("side-effects", Day(2), Day(2)),
            ("instruction", Day(2.5), Day(2.5)),
            ("session", Day(3), Day(3).AddMinutes(45)),
            ("restriction", Day(4), Day(14)),
            ("condition", Day(5), Day(9)),
            ("condition", Day(6), null),
            ("clearance", Day(8), (DateTimeOffset?)Midnight(21)),
            ("fever", Day(10), Day(13)),
            ("garment", Midnight(20), null),
            ("plan", Day(30), Day(30).AddMinutes(60)),
        ],
        Items(Facts).Select(item => (item.Kind, item.From, item.Until)));

    [Fact]
    public void Each_says_what_it_is()
    {
        ILookup<string, TimelineItem> items = Items(Facts).ToLookup(item => item.Kind);

        Assert.Equal(["cellulitis", "heart-disease"], items["condition"].Select(item => item.What));
        Assert.Equal(
            [("left", 2600.0), ("right", 2000.0)], Assert.Single(items["measurement"]).Sizes!.Select(size => (size.Side, size.Ml)));
        Assert.Equal([("fatigue", (int?)4)], Assert.Single(items["side-effects"]).Effects!.Select(effect => (effect.Effect, effect.Score)));
        Assert.Equal(["therapist", "self"], items["session"].Select(item => item.GivenBy));
        Assert.Equal(["arm-left"], Assert.Single(items["plan"]).Areas);
        Assert.Equal(["chest"], Assert.Single(items["restriction"]).Areas);
        Assert.Equal(["heart-disease"], Assert.Single(items["clearance"]).Conditions);
        Assert.All(items["garment"], garment => Assert.Equal(("sleeve", "left"), (garment.What, garment.Side)));
    }

    [Fact]
    public void What_goes_on_in_the_window_is_there_and_what_was_over_before_is_not()
    {
        Assert.Equal(
            ["garment", "condition", "condition", "clearance"],
            Window(8.5, 8.6).Items.Select(item => item.Kind).Where(kind => kind != "restriction"));
        Assert.DoesNotContain(Window(9, 9.1).Items, item => item.What == "cellulitis");
        Assert.Contains(Window(2, 2.1).Items, item => item.Kind == "side-effects");
        Assert.DoesNotContain(Window(1.9, 2).Items, item => item.Kind == "side-effects");
    }

    [Fact]
    public void Pages_put_together_are_the_whole()
    {
        IReadOnlyList<TimelineItem> all = Items(Facts);
        List<TimelineItem> read = [];
        string? next = null;
        for (int page = 0; page <= all.Count && (page == 0 || next is not null); page++)
        {
            PatientTimeline part = TimelineEndpoint.Page(
                Given.Patient, all, Day(-1), Day(100), next is null ? null : TimelineCursor.Parse(next), 4);
            Assert.InRange(part.Items.Count, 1, 4);
            read.AddRange(part.Items);
            next = part.Next;
        }

        Assert.Equal(all, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x_session_0195577a00008000800000000000000a")]
    [InlineData("12_session")]
    [InlineData("9223372036854775807_session_0195577a00008000800000000000000a")]
    public void A_place_that_is_none_is_not_read(string text) => Assert.Null(TimelineCursor.Parse(text));

    [Fact]
    public void The_order_in_which_facts_come_does_not_matter()
    {
        string expected = JsonSerializer.Serialize(Items(Facts), ContractJson.Options);
        SessionEvent[] facts = [.. Facts];
        Random random = new(3);
        for (int shuffle = 0; shuffle < 50; shuffle++)
        {
            random.Shuffle(facts);
            Assert.Equal(expected, JsonSerializer.Serialize(Items(facts), ContractJson.Options));
        }
    }

    private static DateTimeOffset Midnight(int day) => new(Date(day), TimeOnly.MinValue, TimeSpan.Zero);

    private static PatientTimeline Window(double from, double to) =>
        TimelineEndpoint.Page(Given.Patient, Items(Facts), Day(from), Day(to), after: null, limit: 100);

    private static IReadOnlyList<TimelineItem> Items(SessionEvent[] facts) => Timeline.Of(Given.Patient, Of(facts));
}

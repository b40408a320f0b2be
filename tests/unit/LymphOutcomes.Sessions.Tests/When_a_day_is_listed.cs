using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ListingDays;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

public sealed class When_a_day_is_listed
{
    private static readonly DateOnly Tenth = new(2026, 9, 10);

    [Fact]
    public void A_plan_stands_there_with_its_screen()
    {
        DaySession session = Assert.Single(List(Of(Planned(On(10, 12), areas: ["arm-left"]))));

        Assert.Equal(
            (SessionIds.Of(SessionStage.Planned, Planned(On(10, 12))), Given.Patient, "planned", On(10, 12), "t-1"),
            (session.Session, session.Patient, session.State, session.StartsAt, session.TherapistId));
        Assert.Equal("may-treat", session.Screen?.Verdict);
        Assert.Null(session.Hold);
    }

    [Fact]
    public void What_speaks_against_it_is_named_with_its_fact_and_what_would_lift_it()
    {
        SessionEvent onset = Has("cellulitis", On(8));

        DaySession session = Assert.Single(List(Of(Planned(On(10, 12)), onset)));

        Assert.Equal(("held", "hold", "hold"), (session.State, session.Screen?.Verdict, session.Hold?.Verdict));
        HoldReason reason = Assert.Single(session.Screen!.Reasons);
        Assert.Equal(("condition", "cellulitis", (Guid?)IdOf(onset)), (reason.Code, reason.Condition, reason.Fact));
        Assert.NotEmpty(reason.LiftedBy);
        Assert.NotEmpty(session.Hold!.Version);
    }

    [Fact]
    public void On_stale_facts_nobody_may_be_treated() =>
        Assert.Equal("unknown", Assert.Single(DaySessions.Of(
            Given.Patient, Of(Planned(On(10, 12))), Tenth, therapist: null, Given.Now, new(HeardUpTo: null))).Screen?.Verdict);

    [Fact]
    public void A_fact_that_waits_in_quarantine_makes_it_unknown() =>
        Assert.Equal("unknown", Assert.Single(List(
            Of(Planned(On(10, 12))).WithNews(new FactWaits(Given.Id(7), "condition-noted", On(9), 0)))).Screen?.Verdict);

    [Fact]
    public void What_took_place_or_was_called_off_stands_there_without_a_screen()
    {
        DaySession given = Assert.Single(List(Of(Took(On(10, 9), areas: "neck"))));
        DaySession off = Assert.Single(List(Of(Planned(On(10, 12)), CalledOff("b-1"))));

        Assert.Equal(("completed", null), (given.State, given.Screen));
        Assert.Equal(["neck"], given.Areas);
        Assert.Equal(("cancelled", null), (off.State, off.Screen));
    }

    [Fact]
    public void A_session_stands_on_the_day_it_was_moved_to_and_no_other()
    {
        PatientSafety moved = Of(Planned(On(10, 12)), Planned(On(11, 12), version: 2));

        Assert.Empty(List(moved));
        Assert.Single(DaySessions.Of(Given.Patient, moved, Tenth.AddDays(1), null, Given.Now, Fresh));
        Assert.Empty(List(Of(Planned(On(10, 12)), TakenBack("b-1", On(2)))));
    }

    [Fact]
    public void The_day_is_that_of_the_session_s_own_offset()
    {
        DateTimeOffset lateAbroad = new(2026, 9, 10, 23, 30, 0, TimeSpan.FromHours(-7));

        Assert.Single(List(Of(Planned(lateAbroad))));
    }

    [Fact]
    public void A_therapist_sees_only_their_own()
    {
        PatientSafety state = Of(Planned(On(10, 12)), Planned(On(10, 9), record: "b-2"));

        Assert.Equal([On(10, 9), On(10, 12)], List(state).Select(session => session.StartsAt));
        Assert.Equal(2, List(state, "t-1").Count());
        Assert.Empty(List(state, "t-2"));
    }

    [Fact]
    public void The_index_names_every_day_a_version_speaks_of()
    {
        StoredEvent[] stream = [Stored(Planned(On(10, 12))), Stored(Planned(On(11, 12), version: 2)), Stored(Took(On(12)))];

        Assert.Equal(
            [Tenth, Tenth.AddDays(1), Tenth.AddDays(2)],
            stream.Select(stored => DayRow.Evolve(row: null, stored)!.Day));
        Assert.Equal(3, stream.Select(DayRow.KeyOf).Distinct().Count());
        Assert.All(stream, stored => Assert.Equal(
            new RowKey("st-anna", DayRow.Evolve(row: null, stored)!.Id), DayRow.KeyOf(stored)));
        Assert.Null(DayRow.KeyOf(Stored(Has("dvt", On(1)))));
    }

    private static StoredEvent Stored(object data) => new(1, Given.Id(1), Stream, 1, "", data, Given.Now, EventHeaders.None);

    private static IEnumerable<DaySession> List(PatientSafety state, string? therapist = null) =>
        DaySessions.Of(Given.Patient, state, Tenth, therapist, Given.Now, Fresh);
}

using System.Collections.Immutable;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

public sealed class When_a_provider_answers_for_a_session
{
    private static readonly ReasonRef Why = new(Given.Id(4), "c0de");

    [Fact]
    public void The_plan_is_free_and_says_who_answers_in_spite_of_what()
    {
        PatientSafety state = Of(Planned(On(10, 10)), Has("kidney-failure", On(5)));
        SessionHeld held = Assert.Single(state.Holds);

        Decision.Append append = Assert.IsType<Decision.Append>(Override(state, held));

        HoldOverridden said = Assert.IsType<HoldOverridden>(append.Events[0].Data);
        Assert.Equal((held.Session, "dr-4", Why, "pt-7"), (said.Session, said.Provider, said.Why, said.By));
        Assert.Equal(held.Reasons, said.Reasons);
        Assert.Equal(new SessionCleared(held.Session, "overridden"), append.Events[1].Data);
        Assert.Empty(After(state).Holds);
        Assert.Empty(HoldSessions.Changes(After(state)));
    }

    [Fact]
    public void What_comes_up_later_holds_it_again_and_what_is_gone_does_not()
    {
        PatientSafety answered = After(Of(Planned(On(10, 10)), Has("kidney-failure", On(5)), Has("dvt", On(6), "c-2")));

        Assert.Single(Tell(answered.With(Given.Id(9), Has("stroke", On(7), "c-3"))).Holds);
        Assert.Empty(Tell(answered.With(Given.Id(9), IsOver("dvt", On(7)))).Holds);
    }

    [Fact]
    public void It_is_given_for_one_session_and_not_for_the_next()
    {
        PatientSafety answered = After(Of(Planned(On(10, 10)), Has("kidney-failure", On(5))));

        Assert.Single(Tell(answered.With(Given.Id(9), Planned(On(12), "b-2"))).Holds);
    }

    [Fact]
    public void It_still_holds_when_the_answer_was_written_down_before_the_session_is_moved() =>
        Assert.Empty(Tell(After(Of(Planned(On(10, 10)), Has("kidney-failure", On(5)))).With(
            Given.Id(9), Planned(On(11, 10), version: 2))).Holds);

    [Fact]
    public void Nobody_answers_for_what_they_did_not_see_or_what_is_done()
    {
        PatientSafety state = Of(Planned(On(10, 10)), Has("kidney-failure", On(5)));
        PatientSafety more = Tell(state.With(Given.Id(9), Has("dvt", On(6), "c-2")));
        PatientSafety given = Of(Took(On(7)), Has("dvt", On(6)));

        Assert.Equal(OverrideHold.Changed, Refusal(Override(more, state.Holds[0])));
        Assert.Equal(OverrideHold.NotHeld, Refusal(Override(After(state), state.Holds[0])));
        Assert.Equal(OverrideHold.Given, Refusal(Override(given, given.Holds[0])));
    }

    private static string Refusal(Decision decision) => Assert.IsType<Decision.Reject>(decision).Code;

    private static Decision Override(PatientSafety state, SessionHeld seen) => OverrideHold.Decide(
        new(Stream, state, 1, ImmutableDictionary<Guid, KnownEvent>.Empty, Given.Now, 1),
        seen.Session,
        HoldVersion.Of(seen.StartsAt, seen.Verdict, seen.Reasons),
        "dr-4",
        Why,
        "pt-7");

    private static PatientSafety After(PatientSafety state) =>
        Assert.IsType<Decision.Append>(Override(state, state.Holds[0])).Events.Aggregate(state, (before, change) =>
            PatientSafety.Evolve(before, new(1, Given.Id(1), Stream, 1, "", change.Data, Given.Now, EventHeaders.None)));
}

using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.FollowingUpSessions;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

/// <summary>Side effects within 48 hours, and the same limb before and after. The session: the 10th, 10:00 to 11:00.</summary>
public sealed class When_a_session_is_looked_back_on
{
    private static readonly SessionEvent Session = Took(On(10, 10), "s-1");

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(12, 10, true)]
    [InlineData(12, 10.01, false)]
    [InlineData(10, 9.99, false)]
    public void An_effect_is_put_down_to_it_within_48_hours(int day, double hour, bool isMeant) =>
        Assert.Equal(isMeant, After(Told(On(day, hour), null, new SideEffectTold("nausea", 3, null, null))).SideEffects.Count == 1);

    [Fact]
    public void An_effect_counts_when_it_began_and_not_when_it_was_reported()
    {
        Afterwards after = After(Told(
            On(20), null, new("fatigue", null, On(11), On(12)), new("headache", 0, On(11), null), new("nausea", 2, On(14), null)));

        EffectAfter effect = Assert.Single(after.SideEffects);
        Assert.Equal(("fatigue", null, On(11), On(12)), (effect.Effect, effect.Score, effect.Began, effect.Resolved));
    }

    [Fact]
    public void It_belongs_to_the_session_it_names_else_to_the_latest_before()
    {
        SessionEvent next = Took(On(11, 10), "s-2");
        SideEffectsRecorded told = Told(On(11, 12), null, new SideEffectTold("fatigue", 3, null, null));
        SideEffectsRecorded named = Told(On(11, 12), "s-1", new SideEffectTold("fatigue", 3, null, null));

        Assert.Empty(After(next, told).SideEffects);
        Assert.Single(Of(next, Session, next, told).SideEffects);
        Assert.Single(After(next, named).SideEffects);
        Assert.Empty(Of(next, Session, next, named).SideEffects);
        Assert.Empty(After(Told(On(10, 12), "s-9", new SideEffectTold("fatigue", 3, null, null))).SideEffects);
    }

    [Fact]
    public void The_last_sitting_before_and_the_first_after_are_put_together_limb_by_limb()
    {
        Afterwards after = After(
            Measured(On(9, 11), 2_100, 1_900), Measured(On(10, 9), 2_080, null), Measured(On(10, 12), 2_050, 1_905),
            Measured(On(11), 2_000, 1_900));

        Assert.Equal([(Side.Left, 2_080.0, 2_050.0, -30.0), (Side.Right, 1_900.0, 1_905.0, 5.0)], after.Measurements
            .Select(limb => (limb.Side, limb.Before!.Ml, limb.After!.Ml, limb.ChangeMl!.Value)));
    }

    [Theory]
    [InlineData(9, 10, true)]
    [InlineData(9, 9.99, false)]
    [InlineData(10, 10.5, false)]
    [InlineData(10, 11, true)]
    [InlineData(12, 11, true)]
    [InlineData(12, 11.01, false)]
    public void A_sitting_belongs_to_it_from_a_day_before_its_start_to_two_after_its_end(int day, double hour, bool isMeant) =>
        Assert.Equal(isMeant, After(Measured(On(day, hour), 2_000, null)).Measurements.Count == 1);

    [Fact]
    public void What_was_measured_otherwise_is_shown_and_not_subtracted()
    {
        LimbAround limb = Assert.Single(After(
            Measured(On(10, 9), 2_080, null), Measured(On(10, 12), 2_050, null, MeasuringMethod.Water)).Measurements);

        Assert.Equal((2_080.0, 2_050.0, null), (limb.Before!.Ml, limb.After!.Ml, limb.ChangeMl));
    }

    [Fact]
    public void The_order_in_which_it_was_told_makes_no_difference()
    {
        SessionEvent[] facts =
        [
            Session, Took(On(8), "s-0"), Measured(On(9, 12), 2_100, null), Measured(On(10, 9), 2_080, null),
            Measured(On(10, 12), 2_050, null), Told(On(11), null, new SideEffectTold("nausea", 3, null, null)),
            Told(On(12), null, new SideEffectTold("fatigue", 5, On(11, 8), null)),
        ];
        Afterwards expected = Of(Session, facts);
        Random random = new(20260910);

        for (int i = 0; i < 50; i++)
        {
            random.Shuffle(facts);
            Afterwards after = Of(Session, facts);
            Assert.Equal(expected.SideEffects, after.SideEffects);
            Assert.Equal(expected.Measurements, after.Measurements);
        }

        Assert.Equal(["fatigue", "nausea"], expected.SideEffects.Select(effect => effect.Effect));
    }

    [Fact]
    public void A_plan_has_no_afterwards()
    {
        PatientTreatment treatment = TreatmentOf(Planned(On(10, 10)));

        Assert.Null(Afterwards.Of(
            SessionLife.Of(treatment.Safety, HoldingSessions.SessionIds.Of(Planned(On(10, 10)))!.Value)!, treatment));
    }

    private static Afterwards After(params SessionEvent[] facts) => Of(Session, [Session, .. facts]);

    private static Afterwards Of(SessionEvent session, params SessionEvent[] facts)
    {
        PatientTreatment treatment = TreatmentOf(facts);
        return Afterwards.Of(SessionLife.Of(treatment.Safety, HoldingSessions.SessionIds.Of(session)!.Value)!, treatment)!;
    }

    private static PatientTreatment TreatmentOf(params SessionEvent[] facts) => PatientTreatment.Of(facts.Select((fact, n) =>
        new StoredEvent(n + 1, IdOf(fact), Stream, n + 1, "", fact, Given.Now, EventHeaders.None)));

    private static SideEffectsRecorded Told(DateTimeOffset at, string? of, params SideEffectTold[] effects) => new SideEffectsRecorded(
        Ehr, at, new($"e-{at:MMddHHmmss}-{of}", 1, null), $"{at}/{of}", new(effects, of));

    private static LimbsRecorded Measured(
        DateTimeOffset at, double? leftMl, double? rightMl, MeasuringMethod method = MeasuringMethod.Perometer) => new LimbsRecorded(
            Ehr, at, new($"m-{at:MMddHHmmss}", 1, null), $"{at}", new(LimbSite.Arm, method, Ml(leftMl), Ml(rightMl), null, null));

    private static LimbReading? Ml(double? ml) =>
        ml is { } volume && LimbReading.TryOfVolume(volume, out LimbReading? reading, out _) ? reading : null;
}

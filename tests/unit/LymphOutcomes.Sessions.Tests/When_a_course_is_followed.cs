using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Sessions.Tests;

using static Treatments;

public sealed class When_a_course_is_followed
{
    [Fact]
    public void Sessions_with_gaps_of_at_most_fourteen_days_are_one_course()
    {
        IReadOnlyList<TreatmentCourse> courses = Courses([Session(0), Session(14), Session(28.001, record: "later"), Session(29)]);

        Assert.Equal([("s-0", 2, Day(0), Day(14)), ("later", 2, Day(28.001), Day(29))],
            courses.Select(course => (course.Id, course.Sessions, course.First, course.Last)));
    }

    [Fact]
    public void A_session_that_becomes_known_later_joins_two_and_one_taken_back_parts_them()
    {
        SessionEvent[] two = [Session(0), Session(20)];

        Assert.Equal(2, Courses(two).Count);
        Assert.Single(Courses([.. two, Session(10, record: "between")]));
        Assert.Equal(2, Courses([.. two, Session(10, record: "between"), Patients.TakenBack("between", Day(30))]).Count);
    }

    [Fact]
    public void Only_sessions_by_a_therapist_count() =>
        Assert.Equal(1, Assert.Single(Courses([Session(0), Session(1, "self"), Session(2, "caregiver")])).Sessions);

    [Fact]
    public void Cosmetic_care_is_a_course_of_its_own_and_never_without_response()
    {
        TreatmentCourse course = Assert.Single(Courses(
        [
            LeftArmAtRisk(),
            Arms(0, 3000),
            .. Enumerable.Range(1, 12).Select(i => Session(i * 2, purpose: "cosmetic")),
            Arms(26, 3000),
        ]));

        Assert.Equal(
            ("cosmetic", 12, "not-evaluable", NotEvaluable.Cosmetic),
            (course.Purpose, course.Sessions, course.Verdict, course.WhyNot));
        Assert.Empty(course.Limbs);
    }

    [Fact]
    public void Its_phase_is_that_of_the_latest_session_that_says_one()
    {
        Assert.Equal("maintenance", Assert.Single(Courses(
            [Session(0, phase: "intensive"), Session(1, phase: "maintenance"), Session(2, phase: "unknown"), Session(3)])).Phase);
        Assert.Equal("unknown", Assert.Single(Courses([Session(0)])).Phase);
    }

    [Theory]
    [InlineData(5, 20, 2600, "not-lacking")]
    [InlineData(6, 14, 2540.01, "watch")]
    [InlineData(6, 14, 2540, "not-lacking")]
    [InlineData(10, 20, 2480.01, "call-provider")]
    [InlineData(10, 20, 2480, "not-lacking")]
    public void Response_is_the_share_of_the_excess_that_is_gone(int sessions, double days, double ml, string verdict)
    {
        TreatmentCourse course = Assert.Single(Courses(
            [LeftArmAtRisk(), Arms(0, 2600), .. Course(sessions, days), Arms(days + 2, ml)]));

        LimbResponse arm = Assert.Single(course.Limbs);
        Assert.Equal((verdict, verdict), (course.Verdict, arm.Verdict));
        Assert.Equal(("arm", "left", "prev"), (arm.Site, arm.Side, arm.Measure));
        Assert.Equal((2600 - ml) / 600 * 100, arm.ReductionPercent!.Value, 1e-9);
        Assert.Equal((600, ml - 2000), (arm.Start!.Ml, arm.Latest!.Ml));
        Assert.Equal((Day(0), Day(days + 2)), (arm.Start.At, arm.Latest.At));
    }

    [Fact]
    public void Two_sided_disease_is_compared_by_volume_each_side_by_itself()
    {
        TreatmentCourse course = Assert.Single(Courses(
        [
            AtRisk(new(LimbSite.Arm, Side.Left), new(LimbSite.Arm, Side.Right)),
            Arms(0, 2500, 2500),
            .. Course(10, 20),
            Arms(22, 2400, 2450),
        ]));

        Assert.Equal("call-provider", course.Verdict);
        Assert.Equal(
            [("left", "pvc", "not-lacking", 4.0), ("right", "pvc", "call-provider", 2.0)],
            course.Limbs.Select(limb => (limb.Side, limb.Measure, limb.Verdict, Math.Round(limb.ReductionPercent!.Value, 9))));
    }

    [Fact]
    public void Why_it_is_not_evaluable_is_said()
    {
        SessionEvent[] given = [LeftArmAtRisk(), .. Course(6, 14)];

        Assert.Equal(NotEvaluable.NoReadingBefore, WhyNot(given));
        Assert.Equal(NotEvaluable.NoReadingBefore, WhyNot([.. given, Arms(-13.1, 2600), Arms(16, 2500)]));
        Assert.Null(WhyNot([.. given, Arms(-13, 2600), Arms(16, 2500)]));
        Assert.Equal(NotEvaluable.NoReadingAfter, WhyNot([.. given, Arms(0, 2600)]));
        Assert.Equal(NotEvaluable.ExcessTooSmall, WhyNot([.. given, Arms(0, 2249.9), Arms(16, 2100)]));
        Assert.Equal(NotEvaluable.NotComparable, WhyNot([.. given, Arms(0, 2600), Arms(16, 2500, method: MeasuringMethod.Water)]));
        Assert.Equal("no-other-limb", WhyNot([.. given, Arms(0, 2600, rightMl: null), Arms(16, 2500)]));
        Assert.Equal("no-other-limb", WhyNot([.. given, Arms(0, 2600), Arms(16, 2500, rightMl: null)]));
        Assert.Equal("acute", WhyNot([.. given, Patients.Has("cellulitis", Day(15)), Arms(0, 2600), Arms(16, 2900)]));
    }

    [Fact]
    public void A_reading_of_the_moment_of_the_first_session_was_taken_before_it() =>
        Assert.Equal(Day(1), Limb([LeftArmAtRisk(), Arms(1, 2600), .. Course(6, 14), Arms(16, 2400)]).Start!.At);

    [Fact]
    public void Half_of_a_success_regained_is_lost_again_and_less_than_half_is_not()
    {
        // From 1,000 to 600 mL within ten sessions.
        SessionEvent[] success = [LeftArmAtRisk(), Arms(0, 3000), .. Course(10, 20), Arms(22, 2600)];

        Assert.Null(Limb([.. success, Arms(100, 2799.9)]).LostSince);
        LimbResponse lost = Limb([.. success, Arms(100, 2800), Arms(130, 2900)]);
        Assert.Equal((Day(100), 600.0), (lost.LostSince, lost.Lowest!.Ml));
        Assert.Equal(75, lost.RegainedPercent!.Value, 1e-9);
        Assert.Null(Limb([.. success, Arms(100, 2800), Arms(130, 2700)]).LostSince);
        // The next course may end it, and takes no other part in it.
        Assert.Null(Limb([.. success, Arms(100, 2800), Session(110), Arms(130, 2700)]).LostSince);
        Assert.NotNull(Limb([.. success, Arms(100, 2800), Session(110), Arms(130, 2900)]).LostSince);
        Assert.Null(Limb([.. success, Session(110), Arms(130, 2900)]).LostSince);
    }

    [Fact]
    public void Corrections_count_and_what_was_taken_back_does_not()
    {
        SessionEvent[] course = [LeftArmAtRisk(), Arms(0, 2600, record: "start"), .. Course(10, 20), Arms(22, 2590, record: "end")];

        Assert.Equal("call-provider", Assert.Single(Courses(course)).Verdict);
        Assert.Equal("not-lacking", Assert.Single(Courses([.. course, Arms(22, 2300, record: "end", version: 2)])).Verdict);
        Assert.Equal(NotEvaluable.NoReadingAfter, WhyNot([.. course, Patients.TakenBack("end", Day(30))]));
    }

    [Fact]
    public void The_order_in_which_facts_come_does_not_matter()
    {
        SessionEvent[] facts =
        [
            LeftArmAtRisk(), Arms(0, 3000), .. Course(10, 20), Arms(22, 2600), Arms(100, 2850), Session(110), Arms(112, 2800),
            Patients.Has("cellulitis", Day(200)), Patients.IsOver("cellulitis", Day(210)), Session(5, record: "x"),
            Patients.TakenBack("x", Day(6)), Arms(22, 2500, record: "m-22", version: 2), Session(300, purpose: "cosmetic"),
        ];
        string expected = Written(facts);
        Random random = new(5);

        for (int shuffle = 0; shuffle < 100; shuffle++)
        {
            random.Shuffle(facts);
            // Delivered again, under another id, some of them.
            Assert.Equal(expected, Written([.. facts, .. facts.Take(shuffle % 5)]));
        }
    }

    private static string Written(SessionEvent[] facts) => JsonSerializer.Serialize(Courses(facts), ContractJson.Options);

    private static LimbResponse Limb(SessionEvent[] facts) => Assert.Single(Courses(facts)[0].Limbs);

    private static string? WhyNot(SessionEvent[] facts) => Assert.Single(Courses(facts)).WhyNot;

    private static IReadOnlyList<TreatmentCourse> Courses(SessionEvent[] facts) =>
        FollowingCourses.Courses.Of(Given.Patient, Of(facts));
}

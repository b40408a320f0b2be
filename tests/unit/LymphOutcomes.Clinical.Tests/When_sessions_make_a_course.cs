using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_sessions_make_a_course
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_gap_of_fourteen_days_belongs_to_it_and_a_moment_more_begins_another()
    {
        IReadOnlyList<Course> courses = Course.Group([Session(0), Session(14), Session(28.001), Session(29)]);
        Assert.Equal([2, 2], courses.Select(course => course.Sessions));
        Assert.Equal([14.0, 0.999], courses.Select(course => Math.Round(course.SpanDays, 6)));
        Assert.Equal(["0", "28.001"], courses.Select(course => course.Id));
    }

    [Fact]
    public void Order_does_not_matter()
    {
        CourseSession[] sessions = [Session(3), Session(0), Session(40), Session(9, cosmetic: true), Session(12), Session(41)];
        Assert.Equal(Course.Group(sessions), Course.Group(sessions.Reverse()));
    }

    [Fact]
    public void Cosmetic_sessions_are_a_course_of_their_own_and_bridge_no_gap()
    {
        IReadOnlyList<Course> courses = Course.Group([Session(0), Session(10, cosmetic: true), Session(20), Session(21, cosmetic: true)]);
        Assert.Equal([(false, 1), (true, 2), (false, 1)], courses.Select(course => (course.IsCosmetic, course.Sessions)));
    }

    [Theory]
    [InlineData("V22")]
    [InlineData("V23")]
    [InlineData("V24")]
    [InlineData("V25")]
    public void The_response_is_judged_as_in_the_worked_numbers(string id)
    {
        JsonElement input = Vectors.Input(id);
        JsonElement expected = Vectors.Expected(id);
        double? prev = VolumeIndices.PercentReductionOfExcess(input.Number("E1_mL"), input.Number("E2_mL"));
        if (expected.TryGetProperty("PREV_pct", out _))
            expected.AssertNumber("PREV_pct", prev!.Value);

        ResponseVerdict verdict = TreatmentResponse.Judge(
            (int)input.Number("sessions"), input.Number("span_days"), prev, ResponseLimits.OfExcess);
        Assert.Equal(
            expected.Text("nonresponse") switch
            {
                null => ResponseVerdict.NotLacking,
                "watch" => ResponseVerdict.Watch,
                "call_provider" => ResponseVerdict.CallProvider,
                _ => ResponseVerdict.NotEvaluable,
            },
            verdict);
    }

    [Theory]
    [InlineData(5, 14, 0, ResponseVerdict.NotLacking)]
    [InlineData(6, 13.999, 0, ResponseVerdict.NotLacking)]
    [InlineData(6, 14, 9.999, ResponseVerdict.Watch)]
    [InlineData(6, 14, 10, ResponseVerdict.NotLacking)]
    [InlineData(9, 14, 15, ResponseVerdict.NotLacking)]
    [InlineData(10, 14, 19.999, ResponseVerdict.CallProvider)]
    [InlineData(10, 14, 20, ResponseVerdict.NotLacking)]
    [InlineData(10, 14, -5, ResponseVerdict.CallProvider)]
    public void Each_limit_is_met_by_the_smallest_step(int sessions, double spanDays, double percent, ResponseVerdict verdict) =>
        Assert.Equal(verdict, TreatmentResponse.Judge(sessions, spanDays, percent, ResponseLimits.OfExcess));

    [Theory]
    [InlineData(6, 1.999, ResponseVerdict.Watch)]
    [InlineData(6, 2, ResponseVerdict.NotLacking)]
    [InlineData(10, 3.999, ResponseVerdict.CallProvider)]
    [InlineData(10, 4, ResponseVerdict.NotLacking)]
    public void Two_sided_disease_has_limits_of_its_own(int sessions, double percent, ResponseVerdict verdict) =>
        Assert.Equal(verdict, TreatmentResponse.Judge(sessions, 14, percent, ResponseLimits.OfVolume));

    [Fact]
    public void What_was_regained_is_a_share_of_the_reduction()
    {
        Assert.Equal(50.0, TreatmentResponse.RegainedPercent(1000, 600, 800)!.Value, 1e-9);
        Assert.Equal(-25.0, TreatmentResponse.RegainedPercent(1000, 600, 500)!.Value, 1e-9);
        Assert.Null(TreatmentResponse.RegainedPercent(600, 600, 800));
    }

    private static CourseSession Session(double day, bool cosmetic = false) => new($"{day}", Zero.AddDays(day), cosmetic);
}

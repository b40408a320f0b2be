using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Dashboard.DrawingTimelines;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_timeline_is_shown
{
    private static readonly Guid Patient = Given.Id(2);
    private static readonly FoundPatients Nobody = new(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true);

    [Fact]
    public async Task Sessions_garments_side_effects_and_measurements_stand_on_one_axis_month_by_month()
    {
        string html = await PageAsync(
            new("garment", Given.Now.AddDays(-40), null, Given.Id(1), What: "sleeve", Side: "left"),
            Session(Given.Now.AddDays(-10)),
            new("side-effects", Given.Now, Given.Now, Given.Id(3), Effects: [new("fatigue", 4), new("other", null)]),
            new("measurement", Given.Now, Given.Now, Given.Id(4), What: "arm", Sizes: [new("left", 2100.4), new("right", 1900)]));

        string[] told =
        [
            "January 2026", "goes on", "Sleeve, left fitted", "February 2026", "Session by a therapist took place", "neck, left arm",
            "March 2026", "Side effects told", "fatigue 4 of 10, other", "Arm measured", "left 2,100 mL, right 1,900 mL",
        ];
        string axis = html[html.IndexOf("<table>", StringComparison.Ordinal)..];
        Assert.Equal(told, told.OrderBy(words => axis.IndexOf(words, StringComparison.Ordinal)));
        Assert.All(told, words => Assert.Contains(words, axis, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_courses_stand_above_with_their_response_or_why_there_is_none()
    {
        string html = await Rendered.HtmlAsync<CourseSummary>(("Courses", new PatientCourses(
            Patient,
            [
                Course("call-provider", whyNot: null) with
                {
                    Limbs = [new("arm", "left", "prev", "call-provider", 3.2, null, null, null, null, Given.Now, 55)],
                },
                Course("not-evaluable", "no-reading-before"),
            ],
            Next: null)));

        Assert.Contains("11 sessions, intensive phase", html, StringComparison.Ordinal);
        Assert.Contains("ask the provider about alternatives", html, StringComparison.Ordinal);
        Assert.Contains("Left arm: reduction of excess volume 3.2 %; since then 55.0 % of it came back.", html, StringComparison.Ordinal);
        Assert.Contains("Not evaluable: no measurement before it", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_nobody_told_of_are_not_days_without_the_garment()
    {
        CompressionGarment garment = new(
            "a", Patient, "sleeve", 12, "left", "day", null, null, Given.Now, new(2026, 2, 1), null, null,
            new(7, 0, 0, 0, null), new(28, 0, 0, 0, null), null);
        string silent = await GarmentAsync(garment);
        string worn = await GarmentAsync(garment with { LastWeek = new(7, 3, 18, 36, 50), LapsedSince = new(2026, 2, 20) });

        Assert.Contains("How it is worn was not told.", silent, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0 %", silent, StringComparison.Ordinal);
        Assert.Contains("Worn 50.0 % of the advised time on the 3 of 7 days told of.", worn, StringComparison.Ordinal);
        Assert.Contains("Hardly worn since 20 Feb 2026.", worn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sum_that_cannot_be_read_is_not_an_empty_one()
    {
        Assert.Contains("cannot be shown now", await Rendered.HtmlAsync<CourseSummary>(("Courses", null)), StringComparison.Ordinal);
        Assert.Contains(
            "cannot be shown now", await Rendered.HtmlAsync<CompressionSummary>(("Compression", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_came_from_outside_are_shown_as_text() => Assert.DoesNotContain(
        "<script",
        await PageAsync(new TimelineItem("<script>", Given.Now, null, Given.Id(1), Areas: ["<script>"])),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_patient_nobody_spoke_of_has_none()
    {
        string html = await Rendered.HtmlAsync<TimelinePage>(
            ("View", new TimelineView(Patient, Nobody, Timeline: null, Courses: null, Compression: null, IsLatest: true)));

        Assert.Contains("Nothing is known of this patient", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("self", null, "Self-massage took place")]
    [InlineData("caregiver", "cosmetic", "Cosmetic massage by a caregiver took place")]
    public void Who_gave_a_session_and_what_for_is_said(string givenBy, string? purpose, string words) =>
        Assert.Equal(words, TreatmentWords.Kind(Session(Given.Now) with { GivenBy = givenBy, Purpose = purpose }));

    private static TimelineItem Session(DateTimeOffset at) =>
        new("session", at, at.AddMinutes(45), Given.Id(9), Areas: ["neck", "arm-left"], GivenBy: "therapist", Purpose: "lymphedema");

    private static TreatmentCourse Course(string verdict, string? whyNot) => new(
        "a", Patient, "lymphedema", "intensive", Given.Now.AddDays(-30), Given.Now, 11, verdict, whyNot, []);

    private static Task<string> GarmentAsync(CompressionGarment garment) => Rendered.HtmlAsync<CompressionSummary>(
        ("Compression", new PatientCompression(Patient, new(2026, 3, 2), [new(garment, 29, false, [])])));

    private static Task<string> PageAsync(params TimelineItem[] items) => Rendered.HtmlAsync<TimelinePage>(("View", new TimelineView(
        Patient,
        Nobody,
        new(Patient, Given.Now.AddDays(-365), Given.Now.AddDays(90), items, Next: null),
        Courses: null,
        Compression: null,
        IsLatest: true)));
}

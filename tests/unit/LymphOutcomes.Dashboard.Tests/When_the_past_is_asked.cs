using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.AskingThePast;
using LymphOutcomes.Dashboard.CheckingDecisions;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingTheBoard;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_the_past_is_asked
{
    private static readonly DateTimeOffset Then = Given.Now.AddDays(-3);
    private static readonly FoundPatients Nobody = new(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true);

    [Theory]
    [InlineData("2026-03-02T09:14", "2026-03-02T08:14:00Z")]
    [InlineData("2026-07-02T09:14", "2026-07-02T07:14:00Z")]
    [InlineData("2026-03-02T09:14:07", "2026-03-02T08:14:07Z")]
    [InlineData("2026-03-02T09:14:00Z", "2026-03-02T09:14:00Z")]
    [InlineData("2026-03-02T09:14:00+05:30", "2026-03-02T03:44:00Z")]
    public void A_field_is_read_in_the_clinics_time_zone_and_an_offset_as_written(string typed, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, null), In("Europe/Ljubljana").Read(typed)?.ToUniversalTime());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30T09:14")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("2026-03-02")]
    public void What_is_no_moment_is_not_read(string? typed) => Assert.Null(In("Europe/Ljubljana").Read(typed));

    [Fact]
    public void What_a_field_shows_is_read_back_as_it_was() =>
        Assert.Equal(Given.Now, In("Asia/Kathmandu").Read(In("Asia/Kathmandu").Field(Given.Now)));

    [Fact]
    public async Task The_page_is_marked_as_the_past_and_nothing_can_be_done_on_it()
    {
        Alert now = Given.Alert(1, 2, "urgent", handling: "resolved");
        string html = await Rendered.HtmlAsync<AlertPast>(
            ("View", new AlertPastView(now, Nobody, Then, Past(now with { Handling = "new" }))));

        Assert.Contains("This is the past.", html, StringComparison.Ordinal);
        Assert.Contains("27 Feb 2026, 09:00", html, StringComparison.Ordinal);
        Assert.Contains("The alert you came from", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Resolved", html, StringComparison.Ordinal);
        Assert.DoesNotContain("method=\"post\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_that_was_not_there_yet_is_said_to_be_so()
    {
        string html = await Rendered.HtmlAsync<AlertPast>(
            ("View", new AlertPastView(Given.Alert(1, 2, "urgent"), Nobody, Then, Past())));

        Assert.Contains("There were none.", html, StringComparison.Ordinal);
        Assert.Contains("was not there yet", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_as_it_was_leads_to_the_alerts_as_they_were()
    {
        IReadOnlyList<PatientCard> cards = PatientCard.Of([Given.Alert(1, 2, "watch")]);
        string html = await Rendered.HtmlAsync<QueuePast>(
            ("View", new QueuePastView(Then, cards, Cut: false, Nobody, Notice: null)));

        Assert.Contains($"href=\"/alerts/{Given.Id(1)}/past?knownAt=2026-02-27T09:00:00Z\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/alerts/{Given.Id(1)}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_comes_out_the_same_is_said_to()
    {
        string html = await RerunAsync(new(Given.Id(1), "alert-raised.v1", Given.Now, 41, 3, Same: true, []));

        Assert.Contains("The same comes out", html, StringComparison.Ordinal);
        Assert.Contains("“Raised”", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_out_otherwise_is_listed_in_words()
    {
        string html = await RerunAsync(
            new(Given.Id(1), "alert-repeated.v1", Given.Now, 41, 3, Same: false, ["peakValue: 12 then, nothing now"]));

        Assert.Contains("Something else comes out", html, StringComparison.Ordinal);
        Assert.Contains("The peak", html, StringComparison.Ordinal);
        Assert.Contains("12 then, nothing now", html, StringComparison.Ordinal);
    }

    private static Task<string> RerunAsync(Rerun rerun) =>
        Rendered.HtmlAsync<RerunPage>(("Alert", Given.Alert(1, 2, "urgent")), ("Rerun", rerun));

    private static PatientPast Past(params IReadOnlyList<Alert> alerts) => new(
        Then, Then, 40, new(Given.Id(2), [new("arm", "left", null, null, [Given.Point(6, 1)], [])], Then, []), alerts);

    private static Display In(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone), TimeProvider.System);
}

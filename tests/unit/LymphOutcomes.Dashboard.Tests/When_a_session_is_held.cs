using System.Net;
using System.Text;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingHolds;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_session_is_held
{
    private static readonly OpenHold Hold = new(
        Given.Id(1),
        Given.Id(2),
        Given.Now.AddHours(3),
        "hold",
        [
            new(
                "condition",
                "A provider says that it is over.",
                "cellulitis",
                Since: Given.Now.AddDays(-1),
                Fact: Given.Id(7),
                Source: "urn:ward<7>"),
        ],
        Given.Now.AddHours(-5));

    [Fact]
    public async Task The_page_says_why_since_when_by_which_fact_and_what_would_lift_it()
    {
        string html = await PageAsync(Hold);

        Assert.Contains("Hold: do not treat", html, StringComparison.Ordinal);
        Assert.Contains("Cellulitis is on record as active", html, StringComparison.Ordinal);
        Assert.Contains("1 Mar 2026, 09:00", html, StringComparison.Ordinal);
        Assert.Contains(Given.Id(7).ToString(), html, StringComparison.Ordinal);
        Assert.Contains("Lifted by: A provider says that it is over.", html, StringComparison.Ordinal);
        Assert.Contains("5 hours ago", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/patients/{Hold.Patient}/timeline\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_wrote_is_shown_as_text()
    {
        string html = await PageAsync(Hold with { Reasons = [Hold.Reasons[0] with { LiftedBy = "<script>alert(1)</script>" }] });

        Assert.Contains("urn:ward&lt;7&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("newer-than-this-dashboard")]
    [InlineData("")]
    public async Task What_is_not_known_never_looks_as_if_it_were_allowed(string verdict)
    {
        string html = await Rendered.HtmlAsync<VerdictTag>(("Verdict", verdict));

        Assert.Contains("verdict-unknown", html, StringComparison.Ordinal);
        Assert.Contains("Not known", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing on record speaks against it", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sessions_the_page_does_not_look_as_if_nothing_were_held()
    {
        string html = await Rendered.HtmlAsync<HoldsPage>(("View", new HoldsView(null, Nobody(reached: true), Given.Now)));

        Assert.Contains("Holds cannot be shown now.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("No planned session is held", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("area", null, "Must not be touched: left armpit, neck")]
    [InlineData("consent", null, "The patient has not agreed to left armpit, neck")]
    [InlineData("temperature", "fever", "The thermometer shows a fever")]
    [InlineData("condition", "heart-disease", "Heart disease is on record as active")]
    [InlineData("newer-code", null, "Newer code")]
    public void Each_reason_is_a_sentence(string code, string? condition, string sentence) =>
        Assert.Equal(sentence, TreatmentWords.Reason(code, condition, ["axilla-left", "neck"]));

    [Fact]
    public async Task Every_page_of_holds_is_read_and_more_than_fit_are_said_to_be()
    {
        using Paging sessions = new();
        using HttpClient client = new(sessions) { BaseAddress = new("http://sessions") };

        OpenHolds open = await new SessionsClient(client).HoldsAsync(CancellationToken.None);

        Assert.True(open.Cut);
        Assert.Equal(SessionsClient.PagesMax, open.Items.Count);
        Assert.Equal("?limit=200", sessions.Queries[0]);
        Assert.Equal("?limit=200&after=1_x", sessions.Queries[1]);
    }

    private static FoundPatients Nobody(bool reached) => new(new Dictionary<Guid, PatientDirectoryEntry>(), reached);

    private static Task<string> PageAsync(OpenHold hold) => Rendered.HtmlAsync<HoldsPage>(
        ("View", new HoldsView(new([hold], Cut: false), Nobody(reached: false), Given.Now)));

    private sealed class Paging : HttpMessageHandler
    {
        public List<string> Queries { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            Queries.Add(request.RequestUri!.Query);
            string body =
                $$"""
                {"items":[{"session":"{{Given.Id(1)}}","patient":"{{Given.Id(2)}}","stage":"planned","startsAt":"2026-03-02T12:00:00Z",
                "verdict":"unknown","reasons":[{"code":"stale","liftedBy":"News."}],"saidAt":"2026-03-02T08:00:00Z","version":"x"}],
                "next":"{{Queries.Count}}_x"}
                """;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
        }
    }
}

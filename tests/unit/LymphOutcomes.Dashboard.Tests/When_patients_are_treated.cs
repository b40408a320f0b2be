using System.Net;
using System.Text;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.ListingDays;
using LymphOutcomes.Dashboard.TreatingPatients;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_patients_are_treated
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly FoundPatients Nobody = new(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: false);

    private static readonly OneSession Planned = new(
        Given.Id(1),
        Given.Id(2),
        "planned",
        3,
        new(Given.Now.AddHours(1), 45, ["neck", "arm-left"], "T7", null),
        Started: null,
        StartedAt: null,
        Given: null,
        Deviations: [],
        new("may-treat", [], []));

    [Fact]
    public async Task A_day_tells_of_each_session_whether_it_may_go_ahead_and_why_not()
    {
        string html = await DayAsync(
            Session("planned", new("may-treat", [], [])),
            Session("held", new("hold", [], [new("condition", "A provider says <so>.", "cellulitis")])),
            Session("completed", screen: null));

        Assert.Equal(1, Count(html, "verdict-may-treat"));
        Assert.Equal(1, Count(html, "verdict-hold"));
        Assert.Equal(2, Count(html, "class=\"verdict "));
        Assert.Contains("Cellulitis is on record as active", html, StringComparison.Ordinal);
        Assert.Contains("A provider says &lt;so&gt;.", html, StringComparison.Ordinal);
        Assert.Contains("By a therapist, therapist T7, 45 minutes, neck, left arm", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("newer-than-this-dashboard")]
    public async Task What_is_not_known_has_no_green_word_and_no_start(string verdict)
    {
        string day = await DayAsync(Session("planned", new(verdict, [], [new("stale", "News from intake.")])));
        string page = await PageAsync(Planned with { Screen = new(verdict, [], [new("stale", "News from intake.")]) });

        Assert.Contains("verdict-unknown", day, StringComparison.Ordinal);
        Assert.All([day, page], html => Assert.DoesNotContain("may-treat", html, StringComparison.Ordinal));
        Assert.All([day, page], html => Assert.DoesNotContain("Nothing on record speaks against it", html, StringComparison.Ordinal));
        Assert.DoesNotContain("/start\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_days_before_and_after_keep_the_therapist()
    {
        string html = await DayAsync();

        Assert.Contains("href=\"/days/2026-03-01?therapist=T%267\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/days/2026-03-03?therapist=T%267\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"T&amp;7\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sessions_a_day_does_not_look_empty()
    {
        string html = await Rendered.HtmlAsync<DayPage>(("View", new DayView(Day, null, null, Nobody, Given.Now)));

        Assert.Contains("It is not known who may be treated.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("No session", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Areas_are_listed_as_planned_and_those_not_to_be_touched_are_not_chosen()
    {
        string html = await Rendered.HtmlAsync<AreaChoice>(
            ("Planned", new[] { "arm-left", "neck" }), ("NotToTouch", new[] { "neck" }));

        Assert.True(html.IndexOf("value=\"arm-left\" checked", StringComparison.Ordinal)
            < html.IndexOf("value=\"neck\"", StringComparison.Ordinal));
        Assert.Equal(1, Count(html, " checked"));
        Assert.Contains("neck: not to be touched", html, StringComparison.Ordinal);
        Assert.Equal(BodyAreas.All.Count, Count(html, "type=\"checkbox\""));
    }

    [Fact]
    public async Task A_held_session_offers_no_start_and_one_that_is_over_offers_nothing()
    {
        string held = await PageAsync(Planned with { State = "held", Screen = new("hold", [], []) });
        string over = await PageAsync(Planned with { State = "completed", Screen = null });

        Assert.DoesNotContain("/start\"", held, StringComparison.Ordinal);
        Assert.Contains("/complete\"", held, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", over, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_refusal_the_page_shows_the_present_state_and_what_was_typed()
    {
        TypedTreatment typed = TypedTreatment.Of(Form(("version", "3"), ("minutes", "50"), ("areas", "neck")));
        string html = await Rendered.HtmlAsync<SessionPage>(
            ("View", new SessionPageView(Planned with { State = "started", Version = 4 }, Nobody, "Somebody was first.", typed)));

        Assert.Contains("Somebody was first.", html, StringComparison.Ordinal);
        Assert.Contains("Going on", html, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"4\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"50\"", html, StringComparison.Ordinal);
        Assert.Equal(1, Count(html, " checked"));
    }

    [Theory]
    [InlineData("minutes", "0")]
    [InlineData("minutes", "481")]
    [InlineData("minutes", "an hour")]
    [InlineData("pressure", "-1")]
    [InlineData("pressure", "201")]
    [InlineData("pressure", "NaN")]
    [InlineData("startedAt", "yesterday")]
    public void What_cannot_be_read_is_said_to_the_person(string field, string typed) =>
        Assert.NotNull(TypedTreatment.Of(Form(("version", "3"), (field, typed))).Fault(Rendered.Display));

    [Fact]
    public void A_form_without_the_version_seen_is_not_sent_on() =>
        Assert.NotNull(TypedTreatment.Of(Form()).Fault(Rendered.Display));

    [Fact]
    public async Task What_took_place_goes_to_sessions_as_it_was_told()
    {
        using Answering sessions = new(HttpStatusCode.OK, "{}");
        TypedTreatment typed = TypedTreatment.Of(Form(
            ("version", "3"), ("minutes", "50"), ("pressure", "32.5"), ("consent", "not-needed"), ("bandaged", "yes"), ("garment", "no"),
            ("areas", new StringValues(["neck", "elbow", "arm-left"]))));

        Assert.Null(typed.Fault(Rendered.Display));
        Assert.IsType<HandlingResult.Stored>(await WithAsync(sessions, treatment => treatment.CompleteAsync(
            Given.Id(1), 3, typed.ToCompletion(Rendered.Display), isStoppedEarly: true, CancellationToken.None)));
        Assert.Equal($"/v1/sessions/{Given.Id(1)}/stop", sessions.Path);
        Assert.Equal("\"3\"", sessions.IfMatch);
        Assert.Equal(
            """{"areas":["neck","arm-left"],"minutes":50,"consentGroin":"not-needed","pressureMmHg":32.5,"bandagedAfter":true,"""
            + "\"garmentWornAfter\":false}",
            sessions.Body);
    }

    [Theory]
    [InlineData("version-conflict", typeof(HandlingResult.SomebodyWasFirst))]
    [InlineData("held", typeof(HandlingResult.NotPossible))]
    [InlineData("unknown", typeof(HandlingResult.NotPossible))]
    public async Task A_start_that_was_refused_is_told_apart(string code, Type result)
    {
        using Answering sessions = new(HttpStatusCode.Conflict, $$"""{"code":"{{code}}","detail":"Why."}""");

        Assert.IsType(result, await WithAsync(sessions, treatment =>
            treatment.StartAsync(Given.Id(1), 3, new(null, null), CancellationToken.None)));
    }

    [Fact]
    public async Task A_session_is_read_as_sessions_answers_it()
    {
        using Answering sessions = new(HttpStatusCode.OK, $$"""
            {"session":"{{Given.Id(1)}}","patient":"{{Given.Id(2)}}","state":"completed","version":5,
            "planned":{"startsAt":"2026-03-02T10:00:00+01:00","givenBy":"therapist","minutes":45,"areas":["neck"]},
            "plannedHere":true,"started":{"session":"{{Given.Id(1)}}","at":"2026-03-02T10:01:00+01:00","by":"lead","consent":"yes",
            "verdict":"may-treat","reasons":[],"givenVersion":1},"startedAt":"2026-03-02T10:01:00+01:00",
            "given":{"minutes":40,"givenBy":"therapist","areas":["neck","face"],"pressureMmHg":30},"givenHere":true,
            "deviations":[{"code":"not-planned","areas":["face"]}]}
            """);

        OneSession read = (await WithAsync(sessions, treatment => treatment.SessionAsync(Given.Id(1), CancellationToken.None)))!;
        string html = await PageAsync(read);

        Assert.Contains("Completed", html, StringComparison.Ordinal);
        Assert.Contains("neck, face", html, StringComparison.Ordinal);
        Assert.Contains("Treated and not planned: face", html, StringComparison.Ordinal);
        Assert.Contains("30 mmHg", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/days/2026-03-02\"", html, StringComparison.Ordinal);
    }

    private static int Count(string html, string words) => html.Split(words).Length - 1;

    private static DaySession Session(string state, SessionScreen? screen) => new(
        Given.Id(1), Given.Id(2), state, 1, Given.Now, "therapist", 45, ["neck", "arm-left"], "T7", "intensive", null, screen, null);

    private static Task<string> DayAsync(params DaySession[] sessions) => Rendered.HtmlAsync<DayPage>(("View", new DayView(
        Day,
        "T&7",
        new(Day, [.. sessions.Select((session, n) => session with { Session = Given.Id(n + 1) })], Given.Now, Next: null),
        Nobody,
        Given.Now)));

    private static Task<string> PageAsync(OneSession session) =>
        Rendered.HtmlAsync<SessionPage>(("View", new SessionPageView(session, Nobody, Notice: null, Typed: null)));

    private static FormCollection Form(params (string Name, StringValues Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => field.Value));

    private static async Task<T> WithAsync<T>(Answering sessions, Func<TreatmentClient, Task<T>> call)
    {
        using HttpClient client = new(sessions, disposeHandler: false) { BaseAddress = new("http://sessions") };
        return await call(new TreatmentClient(client));
    }

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public string? Path { get; private set; }

        public string? IfMatch { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            Path = request.RequestUri!.AbsolutePath;
            IfMatch = request.Headers.IfMatch.ToString();
            Body = request.Content is { } content ? await content.ReadAsStringAsync(ct) : null;
            return new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}

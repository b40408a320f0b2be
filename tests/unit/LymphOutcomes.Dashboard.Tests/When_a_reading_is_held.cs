using System.Net;
using System.Text;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.ReviewingHeldPoints;
using LymphOutcomes.Dashboard.ShowingAnAlert;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_reading_is_held
{
    private static readonly Alert Doubt = Given.Alert(1, 2, "watch", evidence: 7) with { Rule = "LYM-050" };

    [Fact]
    public async Task Its_alert_says_why_in_words_and_offers_both_answers()
    {
        string html = await OnItsAlertAsync("jump", "Changed by 40.0 points in 3.0 days; more than 25.0 is not believed.");

        Assert.Contains("Held, too large a change for the time: Changed by 40.0 points", html, StringComparison.Ordinal);
        Assert.Contains($"action=\"/alerts/{Doubt.Id}/held-points/{Given.Id(7)}/release\"", html, StringComparison.Ordinal);
        Assert.Contains($"action=\"/alerts/{Doubt.Id}/held-points/{Given.Id(7)}/reject\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"held\" value=\"jump\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_called_wrong_can_still_be_released()
    {
        string html = await OnItsAlertAsync("rejected", "A person looked at it and called it wrong.");

        Assert.Contains("/release\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/reject\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_counts_again_has_no_form()
    {
        string html = await OnItsAlertAsync(held: null, why: null);

        Assert.Contains("It counts in the trend", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_in_intake_cannot_be_released_here()
    {
        string html = await Rendered.HtmlAsync<HeldReadings>(
            ("Alert", Doubt with { Evidence = [Given.Id(99)] }), ("Trajectory", Trajectory("jump", "…")));

        Assert.Contains("it waits in intake", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_about_something_else_says_nothing_of_it() => Assert.Equal(
        "", (await Rendered.HtmlAsync<HeldReadings>(("Alert", Doubt with { Rule = "LYM-001" }), ("Trajectory", null))).Trim());

    [Fact]
    public async Task Its_row_offers_the_same_and_in_the_past_nothing()
    {
        LimbTrajectory limb = Trajectory("jump", "…").Series[0];

        Assert.Contains("/release\"", await Rendered.HtmlAsync<Trajectory>(("Limb", limb), ("Alert", Doubt)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "<form",
            await Rendered.HtmlAsync<Trajectory>(("Limb", limb), ("Alert", Doubt), ("Past", true)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "release")]
    [InlineData(false, "reject")]
    public async Task The_word_of_a_person_goes_to_alerting_with_the_reason(bool release, string path)
    {
        using Answering alerting = new(HttpStatusCode.NoContent);
        using HttpClient client = new(alerting) { BaseAddress = new("http://alerting") };

        HandlingResult result =
            await new HeldPointsClient(client).ReviewAsync(Given.Id(2), Given.Id(7), release, "Measured twice.", CancellationToken.None);

        Assert.IsType<HandlingResult.Stored>(result);
        Assert.Equal($"/v1/patients/{Given.Id(2)}/held-points/{Given.Id(7)}/{path}", alerting.Path);
        Assert.Equal("""{"reason":"Measured twice."}""", alerting.Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_reading_that_is_not_held_any_more_means_that_somebody_was_first(HttpStatusCode status)
    {
        using Answering alerting = new(status);
        using HttpClient client = new(alerting) { BaseAddress = new("http://alerting") };

        Assert.IsType<HandlingResult.SomebodyWasFirst>(
            await new HeldPointsClient(client).ReviewAsync(Given.Id(2), Given.Id(7), release: true, "x", CancellationToken.None));
    }

    private static Task<string> OnItsAlertAsync(string? held, string? why) =>
        Rendered.HtmlAsync<HeldReadings>(("Alert", Doubt), ("Trajectory", Trajectory(held, why)));

    private static PatientTrajectory Trajectory(string? held, string? why) => new(
        Given.Id(2),
        [
            new(
                "arm",
                "left",
                Baseline: null,
                SurgeryOn: null,
                [Given.Point(6, 1), Given.Point(7, 41) with { Held = held, HeldWhy = why }],
                []),
        ],
        Given.Now,
        []);

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        public string? Path { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            Path = request.RequestUri!.AbsolutePath;
            Body = await request.Content!.ReadAsStringAsync(ct);
            return new(status) { Content = new StringContent("{}", Encoding.UTF8, "application/problem+json") };
        }
    }
}

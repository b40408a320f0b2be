using System.Net;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.ChoosingRules;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_the_rules_are_read
{
    private static readonly RuleSetVersion BuiltIn = new(3, BuiltIn: true, Base: null, By: null, Reason: null, At: null);
    private static readonly RuleSetVersion Proposed = new(4, BuiltIn: false, Base: 3, "lena", "Fewer <cards>.", Given.Now);

    [Theory]
    [InlineData("swellingHigh.triggerPercent", "10.25", "Swelling high: trigger", "10.25 %")]
    [InlineData("trajectory.jumpWithinDays", "14", "Trajectory: jump within", "14 days")]
    [InlineData("trajectory.holdsPoints", "true", "Trajectory: holds points", "yes")]
    [InlineData("watchCooldownDays", "0", "Watch cooldown", "0 days")]
    [InlineData("words", """["a","b"]""", "Words", "a, b")]
    [InlineData("words", "[]", "Words", "none")]
    public void Members_are_read_as_words_with_their_unit(string path, string json, string name, string value) =>
        Assert.Equal(
            (name, value),
            (RuleWords.Path(path, JsonElement.Parse(json)), RuleWords.Value(path, JsonElement.Parse(json))));

    [Fact]
    public void Of_two_lists_only_what_differs_is_shown() => Assert.Equal(
        ("with LYM-003", "with LYM-050, LYM-051"),
        RuleWords.Change(
            "active",
            JsonElement.Parse("""["LYM-001","LYM-003"]"""),
            JsonElement.Parse("""["LYM-001","LYM-050","LYM-051"]""")));

    [Fact]
    public void What_one_version_has_not_is_none() =>
        Assert.Equal(("none", "7"), RuleWords.Change("x.steps", null, JsonElement.Parse("7")));

    [Fact]
    public async Task A_coordinator_reads_limits_versions_and_differences_and_changes_nothing()
    {
        string html = await PageAsync(isLead: false);

        Assert.Contains("In force: version 3", html, StringComparison.Ordinal);
        Assert.Contains("Fewer &lt;cards&gt;.", html, StringComparison.Ordinal);
        Assert.Contains("data-path=\"swellingHigh.triggerPercent\"", html, StringComparison.Ordinal);
        Assert.Contains("<td>10 %</td><td>12 %</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/rules/", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_can_put_any_other_version_in_force_and_keeps_what_was_typed()
    {
        string html = await PageAsync(isLead: true, new TypedActivation(4, "Because."));

        Assert.Contains("action=\"/rules/activate\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"4\" selected", html, StringComparison.Ordinal);
        Assert.Contains("Because.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_alerting_does_not_take_is_told_with_its_reason()
    {
        using Answering alerting = new(
            HttpStatusCode.Conflict, """{"title":"Version 4 is in force already.","code":"in-force-already"}""");
        using HttpClient client = new(alerting) { BaseAddress = new("http://alerting") };

        Assert.Equal(
            new HandlingResult.NotPossible("Version 4 is in force already."),
            await new RulesClient(client).ActivateAsync(4, "x", CancellationToken.None));
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task Only_a_lead_and_only_when_every_patient_was_looked_at_can_release(bool lead, bool finished, bool can)
    {
        string html = await Rendered.HtmlAsync<ActivationProgress>(("IsLead", lead), ("Activation", Look(finished)));

        Assert.Equal(can, html.Contains("action=\"/rules/release\"", StringComparison.Ordinal));
        Assert.Equal(!finished, html.Contains("<progress max=\"80\" value=\"40\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_held_back_is_shown_before_it_is_released()
    {
        string html = await Rendered.HtmlAsync<ActivationProgress>(
            ("IsLead", true), ("Activation", Look(finished: true)), ("Held", new HeldFindings([Given.Alert(1, 2, "watch")], Next: null)));

        Assert.Contains($"data-held=\"{Given.Id(1)}\"", html, StringComparison.Ordinal);
        Assert.Contains($"Patient {Given.Id(2)}", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_test_that_is_done_says_what_both_versions_would_have_told()
    {
        string html = await Rendered.HtmlAsync<BackTestPage>(("Test", Test(
            "done", new(80, 4000, 960, [new("LYM-001", 12, 9, 1.5, null, 1, 4)], DifferencesCut: false))));

        Assert.Contains("data-rule=\"LYM-001\"", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">12</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">1.5</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_test_that_runs_says_how_far_it_is()
    {
        string html = await Rendered.HtmlAsync<BackTestPage>(("Test", Test("running", result: null)));

        Assert.Contains("<progress max=\"80\" value=\"31\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
    }

    private static BackTest Test(string state, BackTestResult? result) =>
        new(Given.Id(9), 4, 3, "lena", Given.Now, state, 80, 31, result);

    private static RuleSetActivation Look(bool finished) => new(
        4, 1, Given.Now, 80, 40, Failed: 0, Held: 1, Told: 0, Changed: 0, finished ? Given.Now : null, ReleasedBy: null, ReleasedAt: null);

    private static Task<string> PageAsync(bool isLead, TypedActivation? typed = null) =>
        Rendered.HtmlAsync<RulesPage>(("View", ViewOf(isLead, typed)));

    private static RulesView ViewOf(bool isLead, TypedActivation? typed) => new(
        new(3, [BuiltIn, Proposed]),
        new(BuiltIn, InForce: true, JsonElement.Parse("""{"active":["LYM-001"],"swellingHigh":{"triggerPercent":10}}""")),
        new(3, 4, [new("swellingHigh.triggerPercent", JsonElement.Parse("10"), JsonElement.Parse("12"))]),
        isLead,
        Notice: null,
        typed);

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) =>
            Task.FromResult(new HttpResponseMessage(status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/problem+json"),
            });
    }
}

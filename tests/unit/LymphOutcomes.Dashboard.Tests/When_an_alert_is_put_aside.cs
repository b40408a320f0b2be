using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.HandlingAlerts;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingTheBoard;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_an_alert_is_put_aside
{
    private static readonly Display Clinic =
        new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Ljubljana"), new StandingClock(Given.Now));

    [Fact]
    public void Tomorrow_and_next_week_begin_at_nine_in_the_clinic() => Assert.Equal(
        [Given.Now.AddMinutes(59), Given.Now.AddDays(1).AddHours(-1), Given.Now.AddDays(7).AddHours(-1)],
        SnoozeChoice.For("call_provider").Select(choice => choice.Until(Clinic)));

    [Theory]
    [InlineData("urgent")]
    [InlineData("new-word")]
    public void What_is_urgent_rests_for_an_hour_at_most(string severity) =>
        Assert.Equal("hour", Assert.Single(SnoozeChoice.For(severity)).Value);

    [Fact]
    public void A_choice_nobody_offered_is_none() => Assert.Null(SnoozeChoice.Of("for ever"));

    [Fact]
    public async Task The_board_lists_it_apart_and_says_how_much_of_it_is_historical()
    {
        Alert aside = Given.Alert(1, 7, "watch") with { SnoozedUntil = Given.Now.AddDays(1) };
        PatientCard card = PatientCard.Of([Given.Alert(2, 8, "info") with { Historical = true }]).Single();
        string page = await DrawnAsync(new(
            [card],
            Cut: false,
            new FoundPatients(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true),
            Given.Now,
            Waiting: [],
            PutAside: [aside]));
        Assert.Contains("Put aside for now (1)", page, StringComparison.Ordinal);
        Assert.Contains($"data-aside=\"{aside.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("1 historical alert among them", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_says_who_has_it_how_far_it_was_passed_on_and_that_it_became_worse()
    {
        PatientCard card = PatientCard.Of(
        [
            Given.Alert(1, 7, "urgent", handling: "acknowledged") with
            {
                Assignee = "ben", AcknowledgedAs = "watch", EscalationLevel = 2, Condition = "lapsed",
            },
        ]).Single();
        string page = await DrawnAsync(new(
            [card],
            Cut: false,
            new FoundPatients(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true),
            Given.Now,
            Waiting: []));
        Assert.All(
            ["Assigned to ben", "More severe since it was acknowledged", "Passed on to the lead (level 2)", "Lapsed"],
            (string words) => Assert.Contains(words, page, StringComparison.Ordinal));
    }

    private static async Task<string> DrawnAsync(BoardView view)
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton(Clinic).BuildServiceProvider();
        await using HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Cards>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

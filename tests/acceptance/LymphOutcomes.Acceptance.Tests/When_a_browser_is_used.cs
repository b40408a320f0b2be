using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LymphOutcomes.Contracts.Alerting.V1;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_browser_is_used(SystemUnderTest system, ITestOutputHelper output) : IAsyncLifetime
{
    private const int TabsMax = 500;
    private static readonly string[] Grave = ["serious", "critical"];
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);
    private Guid _id;
    private Alert _alert = null!;

    public async Task InitializeAsync()
    {
        _id = (await system.Hospital.SendAsync(
            [.. _patient.Beginning(), _patient.Measured("above", changePercent: 12, daysAgo: 5)]))[0].Patient!.Value;
        _alert = await system.Alerting.AlertOfAsync(_id);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [OnSystemFact]
    public async Task Nothing_grave_stands_in_the_way_of_a_screen_reader()
    {
        await using Coordinator coordinator = await Coordinator.AtAsync(system);
        await coordinator.Page.GotoAsync("/");
        await coordinator.PictureAsync("sign-in");
        await ExpectNothingGraveAsync(coordinator.Page, "sign-in");

        await coordinator.SignInAsync();
        await coordinator.Board.ExpectLiveAsync();
        await coordinator.Board.ExpectCardsAsync(_id, 1);
        await coordinator.PictureAsync("board");
        await ExpectNothingGraveAsync(coordinator.Page, "board");

        await coordinator.Page.GotoAsync($"/alerts/{_alert.Id}");
        await Expect(coordinator.Page.Locator("canvas")).ToHaveCountAsync(2);
        await coordinator.PictureAsync("alert-new");
        await ExpectNothingGraveAsync(coordinator.Page, "alert");
    }

    [OnSystemFact]
    public async Task The_board_and_the_readings_can_be_read_without_javascript()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system, javaScript: false);

        await Expect(coordinator.Board.CardsOf(_id)).ToContainTextAsync(_patient.Name);
        await Expect(coordinator.Board.Freshness).ToContainTextAsync("Not live");
        await coordinator.Board.CardsOf(_id).GetByRole(AriaRole.Link, new() { Name = "Open alert" }).ClickAsync();
        await Expect(new AlertView(coordinator.Page).FiredRows).ToContainTextAsync("+12.0 %");
        await coordinator.PictureAsync("alert-without-javascript");
    }

    [OnSystemFact]
    public async Task An_alert_is_assigned_without_javascript_and_its_card_says_to_whom()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system, javaScript: false);
        AlertView view = new(coordinator.Page);
        await coordinator.Page.GotoAsync($"/alerts/{_alert.Id}");

        await view.AssigneeChoice.SelectOptionAsync("lead");
        await view.AssignButton.ClickAsync();

        await Expect(view.Steps.Last).ToContainTextAsync("Assigned by coordinator");
        await Expect(view.AssigneeChoice).ToHaveValueAsync("lead");
        Assert.Equal(("lead", "new"), (await system.Alerting.AlertOfAsync(_id)) is var now ? (now.Assignee, now.Handling) : default);
        await coordinator.Page.GotoAsync("/");
        await Expect(coordinator.Board.CardsOf(_id)).ToContainTextAsync("Assigned to lead");
    }

    [OnSystemFact]
    public async Task The_keyboard_alone_reaches_a_card_and_acknowledges_its_alert()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system);
        AlertView view = new(coordinator.Page);

        await TabToAsync(
            coordinator.Page, coordinator.Board.CardsOf(_id).GetByRole(AriaRole.Link, new() { Name = "Open alert" }));
        await coordinator.Page.Keyboard.PressAsync("Enter");
        await Expect(view.FiredRows).ToHaveCountAsync(1);
        await TabToAsync(coordinator.Page, view.AcknowledgeButton);
        await coordinator.Page.Keyboard.PressAsync("Enter");

        await Expect(view.Steps.Last).ToContainTextAsync("Acknowledged by coordinator");
        Assert.Equal("acknowledged", (await system.Alerting.AlertOfAsync(_id)).Handling);
    }

    [OnSystemFact]
    public async Task It_has_nothing_to_complain_of()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system);
        await coordinator.Board.ExpectLiveAsync();
        await coordinator.Board.CardsOf(_id).GetByRole(AriaRole.Link, new() { Name = "Open alert" }).ClickAsync();
        await Expect(coordinator.Page.Locator("canvas")).ToHaveCountAsync(2);
        await new AlertView(coordinator.Page).AcknowledgeButton.ClickAsync();
        await Expect(new AlertView(coordinator.Page).Steps).ToHaveCountAsync(2);
        await coordinator.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(coordinator.Page.GetByLabel("Password")).ToBeVisibleAsync();

        Assert.Empty(coordinator.Complaints);
    }

    [OnSystemFact]
    public async Task A_complaint_would_be_heard()
    {
        await using Coordinator coordinator = await Coordinator.AtAsync(system);
        await coordinator.Page.GotoAsync("/");

        await coordinator.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.textContent = 'alert(1)'; document.body.append(s); }");

        await Patience.UntilAsync("a complaint", () => Task.FromResult(
            coordinator.Complaints.Any(words => words.Contains("refused by policy: script-src", StringComparison.Ordinal))));
    }

    private async Task ExpectNothingGraveAsync(IPage page, string name)
    {
        AxeResult result = await page.RunAxe();
        foreach (AxeResultItem violation in result.Violations)
            output.WriteLine($"{name}: {violation.Impact} {violation.Id}: {Places(violation)}");
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Where(found => Grave.Contains(found.Impact)).Select(found => found.Id));
    }

    private static string Places(AxeResultItem violation) =>
        string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html));

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (int tab = 0; tab < TabsMax; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"{TabsMax} times Tab did not reach {target}.");
    }
}

using LymphOutcomes.Contracts.Alerting.V1;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_value_looks_wrong(SystemUnderTest system) : IAsyncLifetime
{
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);
    private Guid _id;
    private Alert _alert = null!;

    public async Task InitializeAsync()
    {
        // 60 points in three days: a slip of the tape, or so it looks.
        _id = (await system.Hospital.SendAsync(
        [
            .. _patient.Beginning(),
            _patient.Measured("before", changePercent: 1, daysAgo: 8),
            _patient.Measured("doubtful", changePercent: 61, daysAgo: 5),
        ]))[0].Patient!.Value;
        _alert = await system.Alerting.AlertOfAsync(_id, "LYM-050");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [OnSystemFact]
    public async Task A_coordinator_releases_it_without_javascript_and_the_one_who_comes_later_is_told()
    {
        await using Coordinator first = await Coordinator.SignedInAsync(system, javaScript: false);
        await using Coordinator second = await Coordinator.SignedInAsync(system, javaScript: false);
        foreach (Coordinator coordinator in (Coordinator[])[first, second])
        {
            await coordinator.Page.GotoAsync($"/alerts/{_alert.Id}");
            await Expect(HeldIn(coordinator.Page)).ToContainTextAsync("too large a change for the time");
        }

        await first.PictureAsync("alert-held");
        await HeldIn(first.Page).GetByLabel("Why it is right").FillAsync("Measured twice by two people.");
        await HeldIn(first.Page).GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();

        await Expect(HeldIn(first.Page)).ToContainTextAsync("It counts in the trend");
        await Expect(new AlertView(first.Page).FiredRows).ToContainTextAsync("+61.0 %");
        await Patience.UntilAsync("the swelling to be told", async () =>
            (await system.Alerting.AlertsOfAsync(_id)).Any(alert => alert.Rule == "LYM-001"));

        await HeldIn(second.Page).GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();

        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody was first");
        await Expect(HeldIn(second.Page)).ToContainTextAsync("It counts in the trend");
        Assert.Null((await system.Alerting.LimbAsync(_id, readings: 3)).Points[2].Held);
    }

    [OnSystemFact]
    public async Task The_past_and_a_check_of_the_decision_are_read_without_javascript()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system, javaScript: false);
        await coordinator.Page.GotoAsync($"/alerts/{_alert.Id}");

        await coordinator.Page.GetByRole(AriaRole.Link, new() { Name = "Check this decision" }).ClickAsync();
        await Expect(coordinator.Page.GetByRole(AriaRole.Heading, new() { Name = "The same comes out" })).ToBeVisibleAsync();
        await coordinator.PictureAsync("check");

        await coordinator.Page.GotoAsync($"/alerts/{_alert.Id}/past?knownAt=2000-01-01T00:00");
        await Expect(coordinator.Page.GetByText("Nothing was known of this patient then.")).ToBeVisibleAsync();

        await coordinator.Page.GotoAsync("/past");
        await coordinator.Page.GetByRole(AriaRole.Button, new() { Name = "Show the past" }).ClickAsync();
        await Expect(coordinator.Page.GetByText("This is the past.")).ToBeVisibleAsync();
        await coordinator.PictureAsync("board-past");
    }

    private static ILocator HeldIn(IPage page) => page.Locator("#held");
}

using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LymphOutcomes.Contracts.Intake.V1;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_therapist_treats(SystemUnderTest system) : IAsyncLifetime
{
    private static readonly string[] Grave = ["serious", "critical"];
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);
    private readonly DateTimeOffset _startsAt = TimeProvider.System.GetUtcNow().AddMinutes(5);
    private Guid _id;

    private string Day => $"/days/{_startsAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}?therapist=T{_patient.Number}";

    public async Task InitializeAsync() => _id = (await system.Hospital.SendAsync(
        [
            .. _patient.Beginning(),
            _patient.Fact("session-planned", "booking", daysAgo: 1, record =>
                new SessionPlanned(record, _startsAt, "therapist", 45, ["neck", "arm-left"], $"T{_patient.Number}")),
        ]))[0].Patient!.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    [OnSystemFact]
    public async Task A_session_is_started_and_completed_by_keyboard_and_stands_on_the_timeline()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system);
        IPage page = coordinator.Page;
        // Right after a start sessions has heard nothing of intake yet, and says so.
        await DayWithAsync(page, "Nothing on record speaks against it");
        await ExpectNothingGraveAsync(page);
        await coordinator.PictureAsync("day");

        await page.GetByRole(AriaRole.Link, new() { Name = "Start or complete" }).ClickAsync();
        await ExpectNothingGraveAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the session" }).PressAsync("Enter");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Going on");
        await page.GetByLabel("right arm", new() { Exact = true }).PressAsync("Space");
        await page.GetByLabel("Minutes").FillAsync("40");
        await coordinator.PictureAsync("session-started");
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete: it went to its end" }).PressAsync("Enter");

        await Expect(page.Locator("#state")).ToHaveTextAsync("Completed");
        await Expect(page.Locator("main")).ToContainTextAsync("Treated and not planned: right arm");
        await page.GotoAsync($"/patients/{_id}/timeline");
        await Expect(page.Locator("tr[data-kind=session]")).ToContainTextAsync("neck, left arm, right arm");
        await ExpectNothingGraveAsync(page);
        await coordinator.PictureAsync("timeline");
    }

    [OnSystemFact]
    public async Task An_infection_is_among_the_open_holds_and_stops_the_start()
    {
        await using Coordinator coordinator = await Coordinator.SignedInAsync(system);
        IPage page = coordinator.Page;
        await system.Hospital.SendAsync([_patient.Fact("condition-noted", "infection", daysAgo: 1, record =>
            new ConditionNoted(record, "cellulitis"))]);
        await DayWithAsync(page, "Cellulitis is on record as active");

        await Expect(page.GetByText("Nothing on record speaks against it")).ToHaveCountAsync(0);
        await page.GotoAsync("/holds");
        ILocator hold = page.Locator($"[data-patient='{_id}']");
        await Expect(hold).ToContainTextAsync(_patient.Name);
        await Expect(hold).ToContainTextAsync("Lifted by: A provider says that it is over.");
        await ExpectNothingGraveAsync(page);
        await coordinator.PictureAsync("holds");
        Assert.Empty(coordinator.Complaints);
    }

    private Task DayWithAsync(IPage page, string words) => Patience.UntilAsync($"a day with '{words}'", async () =>
    {
        await page.GotoAsync(Day);
        return (await page.Locator("main").InnerTextAsync()).Contains(words, StringComparison.Ordinal);
    });

    private static async Task ExpectNothingGraveAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Where(found => Grave.Contains(found.Impact)).Select(found => $"{found.Id}: {found.Nodes[0].Html}"));
    }
}

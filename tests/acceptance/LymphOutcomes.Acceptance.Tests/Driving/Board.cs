using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>The board in a browser.</summary>
/// <param name="page">Shows it.</param>
public sealed class Board(IPage page)
{
    /// <summary>What the board says of how fresh it is.</summary>
    public ILocator Freshness => page.Locator("#live-text");

    /// <summary>The cards of one patient.</summary>
    public ILocator CardsOf(Guid patient) => page.Locator($"#cards article[data-patient='{patient}']");

    /// <summary>Waits until the board says that it is fresh.</summary>
    public Task ExpectLiveAsync() => ExpectStateAsync("live", "Live.");

    /// <summary>Waits until the board says that it is not.</summary>
    public Task ExpectBrokenAsync() => ExpectStateAsync("broken", "Not");

    /// <summary>Waits until so many cards of a patient are shown.</summary>
    public Task ExpectCardsAsync(Guid patient, int count) => Expect(CardsOf(patient)).ToHaveCountAsync(count);

    /// <summary>
    /// Notes from now on when the first card of each patient appears. A reload of the page would lose the notes.
    /// </summary>
    public Task WatchArrivalsAsync() => page.EvaluateAsync(
        """
        () => {
          const note = () => document.querySelectorAll("#cards [data-patient]").forEach(
            card => window.arrivals[card.dataset.patient] ??= Date.now());
          window.arrivals = {};
          note();
          new MutationObserver(note).observe(document.getElementById("cards"), { childList: true, subtree: true });
        }
        """);

    /// <summary>When the first card of a patient appeared on the page that is still the same.</summary>
    public async Task<DateTimeOffset> ArrivalAsync(Guid patient) => DateTimeOffset.FromUnixTimeMilliseconds(
        (long)await page.EvaluateAsync<double>("patient => window.arrivals[patient]", patient.ToString()));

    private async Task ExpectStateAsync(string state, string words)
    {
        await Expect(page.Locator("#live")).ToHaveAttributeAsync("data-state", state);
        await Expect(Freshness).ToContainTextAsync(words);
    }
}

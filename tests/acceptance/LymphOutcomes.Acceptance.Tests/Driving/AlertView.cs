using System.Text.Json;
using Microsoft.Playwright;

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>The page of one alert in a browser.</summary>
/// <param name="page">Shows it.</param>
public sealed class AlertView(IPage page)
{
    /// <summary>Rows of the table of readings, latest first.</summary>
    public ILocator Rows => page.Locator("tr[data-fact]");

    /// <summary>Rows of readings that fired this alert.</summary>
    public ILocator FiredRows => page.Locator("tr.fired");

    /// <summary>Takes the alert up.</summary>
    public ILocator AcknowledgeButton => page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" });

    /// <summary>To whom it is assigned.</summary>
    public ILocator AssigneeChoice => page.GetByLabel("Who is to deal with it?");

    /// <summary>Assigns it to whom is chosen.</summary>
    public ILocator AssignButton => page.GetByRole(AriaRole.Button, new() { Name = "Assign" });

    /// <summary>Ends the work on the alert.</summary>
    public ILocator ResolveButton => page.GetByRole(AriaRole.Button, new() { Name = "Resolve" });

    /// <summary>The steps so far, oldest first.</summary>
    public ILocator Steps => page.Locator("ol.history > li");

    /// <summary>Limits of change that the chart is told to draw, percent.</summary>
    public async Task<IReadOnlyList<double>> ThresholdsAsync()
    {
        string data = (await page.Locator("script[type='application/json']").TextContentAsync())!;
        return
        [
            .. JsonElement.Parse(data).GetProperty("thresholds").EnumerateArray()
                .Select(threshold => threshold.GetProperty("changePercent").GetDouble()),
        ];
    }

    /// <summary>
    /// Pixels of a chart that are painted in a colour: how we see that it was drawn and not only laid out.
    /// </summary>
    /// <param name="plot"><c>volume</c> or <c>change</c>.</param>
    /// <param name="red">0 to 255.</param>
    /// <param name="green">0 to 255.</param>
    /// <param name="blue">0 to 255.</param>
    public Task<int> PixelsAsync(string plot, int red, int green, int blue) =>
        page.Locator($"[data-plot={plot}] canvas").EvaluateAsync<int>(
            """
            (canvas, [red, green, blue]) => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              let count = 0;
              for (let i = 0; i < data.length; i += 4)
                if (data[i + 3] === 255 && data[i] === red && data[i + 1] === green && data[i + 2] === blue) count++;
              return count;
            }
            """,
            new[] { red, green, blue });
}

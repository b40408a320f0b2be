using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingTheBoard;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Dashboard.Tests;

/// <summary>Patients without a card of whom facts wait.</summary>
public sealed class When_the_board_says_what_waits
{
    private const string Heading = "Patients without an alert of whom something waits";

    [Fact]
    public async Task When_nothing_waits_it_says_nothing()
    {
        string page = await DrawnAsync(waiting: [], cut: false);
        Assert.DoesNotContain(Heading, page, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be shown", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_could_not_be_read_it_says_so() =>
        Assert.Contains("What waits cannot be shown now", await DrawnAsync(waiting: null, cut: false), StringComparison.Ordinal);

    [Fact]
    public async Task When_all_that_was_read_have_cards_and_there_are_more_it_says_that()
    {
        string page = await DrawnAsync(waiting: [], cut: true);
        Assert.Contains(Heading, page, StringComparison.Ordinal);
        Assert.Contains("There are more of them than fit here.", page, StringComparison.Ordinal);
    }

    private static async Task<string> DrawnAsync(IReadOnlyList<PatientWaiting>? waiting, bool cut)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(new Display(TimeZoneInfo.Utc, TimeProvider.System))
            .BuildServiceProvider();
        await using HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
        BoardView view = new(
            [], Cut: false, new FoundPatients(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true), Given.Now, waiting, cut);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Cards>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
    }
}

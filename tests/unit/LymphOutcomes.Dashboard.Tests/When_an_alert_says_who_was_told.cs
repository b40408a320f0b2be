using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ShowingAnAlert;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_an_alert_says_who_was_told
{
    [Fact]
    public async Task Who_was_told_is_shown_with_how_and_to_whom()
    {
        string html = await RenderAsync([Told("sent", new NotificationAttempt(1, "desk@st-anna.example", Given.Now, "sent"))]);

        Assert.Contains("Notified", html, StringComparison.Ordinal);
        Assert.Contains("nurse-desk, by e-mail to desk@st-anna.example", html, StringComparison.Ordinal);
        Assert.Contains("2026-03-02T09:00:00Z", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_could_not_be_reached_is_shown_with_the_reason()
    {
        string html = await RenderAsync([Told("failed", new NotificationAttempt(1, "x", Given.Now, "failed", "SMTP 550 <script>"))]);

        Assert.Contains("Not reached", html, StringComparison.Ordinal);
        Assert.Contains("1 attempt, the latest: SMTP 550 &lt;script&gt;.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_to_tell_takes_no_place() => Assert.DoesNotContain("section", await RenderAsync([]), StringComparison.Ordinal);

    [Fact]
    public async Task What_cannot_be_read_is_said() =>
        Assert.Contains("cannot be shown now", await RenderAsync(null), StringComparison.Ordinal);

    private static Notification Told(string state, params NotificationAttempt[] attempts) => new(
        Given.Id(9), "nurse-desk", "email", "raised", Given.Id(1), Given.Id(2), "urgent", state, Given.Now, attempts.Length, attempts,
        SettledAt: state == "waiting" ? null : Given.Now);

    private static async Task<string> RenderAsync(IReadOnlyList<Notification>? notifications)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(new Display(TimeZoneInfo.Utc, new StoppedClock()))
            .AddLogging()
            .BuildServiceProvider();
        await using HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Notified>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Notifications"] = notifications }))).ToHtmlString());
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Now;
    }
}

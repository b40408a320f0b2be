using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>A coordinator at a browser of their own.</summary>
public sealed class Coordinator : IAsyncDisposable
{
    private const string User = "coordinator";
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Coordinator(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout((float)Patience.Usual.TotalMilliseconds);
        page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => Note(isComplaint: true, $"script: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Note(isComplaint: true, $"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>What the browser shows.</summary>
    public IPage Page { get; }

    /// <summary>What the browser complained of: errors of scripts and console, refused content, dialogs.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>The board.</summary>
    public Board Board => new(Page);

    /// <summary>Opens a browser window and nothing in it.</summary>
    public static async Task<Coordinator> AtAsync(SystemUnderTest system, bool javaScript = true)
    {
        IBrowser browser = await system.BrowserAsync();
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            BaseURL = SystemUnderTest.Dashboard.ToString(),
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = 1280, Height = 860 },
        });
        // Chromium also writes violations to the console; the event is the one that cannot be missed.
        await context.AddInitScriptAsync(
            """
            document.addEventListener("securitypolicyviolation",
              event => console.error("refused by policy: " + event.violatedDirective));
            """);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>A browser window in which the coordinator has signed in; it shows the board.</summary>
    public static async Task<Coordinator> SignedInAsync(SystemUnderTest system, bool javaScript = true)
    {
        Coordinator coordinator = await AtAsync(system, javaScript);
        await coordinator.SignInAsync();
        return coordinator;
    }

    /// <summary>Asks for the board and is sent to sign in first.</summary>
    public async Task SignInAsync()
    {
        await Page.GotoAsync("/");
        await Page.GetByLabel("User").FillAsync(User);
        await Page.GetByLabel("Password").FillAsync(SystemUnderTest.CoordinatorPassword);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Alerts to work", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Keeps a picture of the page for people.</summary>
    /// <param name="name">Without ending.</param>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(SystemUnderTest.PicturesFolder, $"{name}.png"),
        FullPage = true,
    });

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
            _complaints.Enqueue(text);
    }
}

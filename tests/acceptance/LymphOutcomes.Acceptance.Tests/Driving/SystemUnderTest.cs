using System.Net.Http.Headers;
using LymphOutcomes.Testing;
using Microsoft.Playwright;

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>
/// The running system, as deploy/test.sh names it in the environment. Shared by all tests, which run one at a time.
/// </summary>
public sealed class SystemUnderTest : IAsyncLifetime
{
    private static readonly string[] Variables =
    [
        "LYMPH_RUN_DIR", "LYMPH_TEST_REPOSITORY", "LYMPH_TEST_HOSPITAL_BROKER", "LYMPH_TEST_INTAKE_URL",
        "LYMPH_TEST_SESSIONS_URL", "LYMPH_TEST_ALERTING_URL", "LYMPH_TEST_DASHBOARD_URL",
        "LYMPH_TEST_COORDINATOR_PASSWORD", "LYMPH_TEST_CHROMIUM",
    ];

    private readonly List<HttpClient> _clients = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why these tests are skipped here; null when they run (or, with CI=true, must fail).</summary>
    public static string? WhySkipped => Requirement.WhySkipped(Variables);

    /// <summary>Broker of the hospital's own user, whose name is the tenant's.</summary>
    public static Uri HospitalBroker => new(Requirement.Value("LYMPH_TEST_HOSPITAL_BROKER"));

    /// <summary>Address of the dashboard.</summary>
    public static Uri Dashboard => UrlOf("dashboard");

    /// <summary>What the coordinator signs in with.</summary>
    public static string CoordinatorPassword => Requirement.Value("LYMPH_TEST_COORDINATOR_PASSWORD");

    /// <summary>Where logs, pids and keys of the system lie.</summary>
    public static string RunFolder => Requirement.Value("LYMPH_RUN_DIR");

    /// <summary>Where pictures of pages are kept.</summary>
    public static string PicturesFolder => Directory
        .CreateDirectory(Path.Combine(Requirement.Value("LYMPH_TEST_REPOSITORY"), "TestResults", "acceptance"))
        .FullName;

    /// <summary>Its scripts.</summary>
    public Deployment Deployment { get; private set; } = null!;

    /// <summary>The hospital, signed in to intake with the role of a system.</summary>
    public Hospital Hospital { get; private set; } = null!;

    /// <summary>Alerting's API for a coordinator.</summary>
    public AlertingDoor Alerting { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // xunit makes the fixture even when every test is skipped.
        if (WhySkipped is not null)
            return;
        Deployment = new(Requirement.Value("LYMPH_TEST_REPOSITORY"));
        Hospital = new(await ClientAsync("intake", "system", "acceptance-hospital"), HospitalBroker);
        Alerting = new(await ClientAsync("alerting", "coordinator", "acceptance-coordinator"));
    }

    /// <summary>Address of a program.</summary>
    /// <param name="program">intake, sessions, alerting or dashboard.</param>
    public static Uri UrlOf(string program) => new($"{Requirement.Value($"LYMPH_TEST_{program.ToUpperInvariant()}_URL")}/");

    /// <summary>A client of a program with a token; without one when no role is named.</summary>
    public async Task<HttpClient> ClientAsync(
        string program, string? role = null, string subject = "acceptance", string tenant = Hospital.Tenant)
    {
        HttpClient client = new() { BaseAddress = UrlOf(program), Timeout = Patience.Usual };
        _clients.Add(client);
        if (role is not null)
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", await Deployment.TokenAsync(role, subject, tenant));
        return client;
    }

    /// <summary>A real Chromium, started at the first call.</summary>
    public async Task<IBrowser> BrowserAsync()
    {
        _playwright ??= await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Patience.Usual.TotalMilliseconds);
        return _browser ??= await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Requirement.Value("LYMPH_TEST_CHROMIUM"),
            // Root may not use Chromium's sandbox, and containers have a small /dev/shm.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _clients.ForEach(client => client.Dispose());
    }
}

/// <summary>All acceptance tests: one system, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class SystemCollection : ICollectionFixture<SystemUnderTest>
{
    public const string Name = "the running system";
}

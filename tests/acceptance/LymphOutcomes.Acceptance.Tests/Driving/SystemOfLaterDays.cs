using System.Globalization;
using System.Net.Http.Headers;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>
/// A running system of its own whose alerting has a test clock that can be put forward. The time of a log never goes back, so no
/// other test may share it. Its run folder and ports lie beside those of LYMPH_RUN_DIR and LYMPH_PORT_BASE.
/// </summary>
public sealed class SystemOfLaterDays : IAsyncLifetime
{
    // Beyond those of the system of the chaos tests.
    private const int PortsBeside = 80;
    private const string ClockOffset = "Log__ClockOffset";
    private static readonly string[] Ports = ["dashboard", "intake", "sessions", "alerting"];

    private readonly List<HttpClient> _clients = [];
    private FurtherSettings? _settings;

    /// <summary>Its scripts.</summary>
    public Deployment Deployment { get; private set; } = null!;

    /// <summary>The hospital, signed in to intake with the role of a system.</summary>
    public Hospital Hospital { get; private set; } = null!;

    /// <summary>Alerting's API for a coordinator.</summary>
    public AlertingDoor Alerting { get; private set; } = null!;

    private static string RunFolder => $"{SystemUnderTest.RunFolder.TrimEnd('/')}-later";

    private static int PortBase => int.Parse(Requirement.Value("LYMPH_PORT_BASE"), CultureInfo.InvariantCulture) + PortsBeside;

    public async Task InitializeAsync()
    {
        // xunit makes the fixture even when every test is skipped.
        if (SystemUnderTest.WhySkipped is not null)
            return;
        Deployment = new(Requirement.Value("LYMPH_TEST_REPOSITORY"), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LYMPH_RUN_DIR"] = RunFolder,
            ["LYMPH_PORT_BASE"] = PortBase.ToString(CultureInfo.InvariantCulture),
        });
        await Deployment.DownAsync(purge: true);
        await Deployment.UpAsync();
        Hospital = new(await ClientAsync("intake", "system"), SystemUnderTest.HospitalBroker);
        Alerting = new(await ClientAsync("alerting", "coordinator"));
    }

    /// <summary>Starts alerting again with its clock so far ahead of the world's; it looks at what is due within a second.</summary>
    public async Task PutForwardAsync(TimeSpan ahead)
    {
        _settings ??= new(RunFolder, "alerting");
        await Deployment.StopAsync("alerting");
        _settings.Set([(ClockOffset, ahead.ToString("c", CultureInfo.InvariantCulture))]);
        await Deployment.StartAsync("alerting");
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (Deployment is not null)
            await Deployment.DownAsync(purge: true);
    }

    private async Task<HttpClient> ClientAsync(string program, string role)
    {
        HttpClient client = new()
        {
            BaseAddress = new($"http://127.0.0.1:{PortBase + Array.IndexOf(Ports, program)}/"), Timeout = Patience.Usual,
        };
        _clients.Add(client);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await Deployment.TokenAsync(role, "acceptance", Hospital.Tenant));
        return client;
    }
}

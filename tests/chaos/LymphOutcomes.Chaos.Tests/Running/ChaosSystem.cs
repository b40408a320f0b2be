using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>
/// A running system for harm only, beside the one deploy/test.sh starts: what is killed here disturbs no other test. Its run
/// folder and ports lie beside those of LYMPH_RUN_DIR and LYMPH_PORT_BASE. It begins empty and is deleted afterwards, unless
/// LYMPH_CHAOS_KEEP=true.
/// </summary>
public sealed class ChaosSystem : IAsyncLifetime
{
    /// <summary>What must be set in the environment.</summary>
    public static readonly string[] Variables = ["LYMPH_TEST_REPOSITORY", "LYMPH_RUN_DIR", "LYMPH_PORT_BASE"];

    /// <summary>Everything that can be stopped and started, servers first.</summary>
    public static readonly string[] Parts = ["postgres", "rabbitmq", "intake", "sessions", "alerting", "dashboard"];

    private const int PortsBeside = 40;
    private static readonly string[] Ports = ["dashboard", "intake", "sessions", "alerting", "postgres", "rabbitmq"];

    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    private readonly List<HttpClient> _clients = [];

    /// <summary>Root of the repository.</summary>
    public static string Repository => Requirement.Value("LYMPH_TEST_REPOSITORY");

    /// <summary>Where its data, logs, pids and keys lie.</summary>
    public static string RunFolder => $"{Requirement.Value("LYMPH_RUN_DIR").TrimEnd('/')}-chaos";

    /// <summary>Its scripts.</summary>
    public Deployment Deployment { get; private set; } = null!;

    /// <summary>The hospital at both doors of intake.</summary>
    public Hospital Hospital { get; private set; } = null!;

    /// <summary>Its tables, seen by an administrator.</summary>
    public Database Database { get; private set; } = null!;

    private static bool IsKept => Environment.GetEnvironmentVariable("LYMPH_CHAOS_KEEP") == "true";

    public async Task InitializeAsync()
    {
        // xunit makes the fixture even when every test is skipped.
        if (Requirement.WhySkipped(Variables) is not null)
            return;
        Deployment = new(Repository, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LYMPH_RUN_DIR"] = RunFolder,
            ["LYMPH_PORT_BASE"] = PortOf("dashboard").ToString(CultureInfo.InvariantCulture),
        });
        if (!IsKept)
            await Deployment.DownAsync(purge: true);
        await Deployment.UpAsync();
        Database = new(PortOf("postgres"), Secret("postgres-admin"));
        Hospital = new(await ClientAsync("intake", "system"), BrokerOf(Hospital.Tenant));
    }

    /// <summary>Port of a program or server.</summary>
    public static int PortOf(string part) =>
        int.Parse(Requirement.Value("LYMPH_PORT_BASE"), CultureInfo.InvariantCulture) + PortsBeside + Array.IndexOf(Ports, part);

    /// <summary>Address of a program.</summary>
    public static Uri UrlOf(string program) => new($"http://127.0.0.1:{PortOf(program)}/");

    /// <summary>Broker as one of its users: the tenant, or <c>lymph</c>, as which the programs sign in.</summary>
    public static Uri BrokerOf(string user) => new($"amqp://{user}:{Secret($"broker-{user}")}@127.0.0.1:{PortOf("rabbitmq")}");

    /// <summary>A client of a program; with a token when a role is named.</summary>
    public async Task<HttpClient> ClientAsync(string program, string? role = null, string subject = "chaos")
    {
        HttpClient client = new() { BaseAddress = UrlOf(program), Timeout = Patience.Usual };
        lock (_clients)
            _clients.Add(client);
        if (role is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(role, subject));
        return client;
    }

    /// <summary>A bearer token of the tenant's.</summary>
    public Task<string> TokenAsync(string role, string subject = "chaos") =>
        _tokens.GetOrAdd($"{role} {subject}", _ => Deployment.TokenAsync(role, subject, Hospital.Tenant));

    /// <summary>Starts whatever does not run: a test that failed half-way must not fail the next one.</summary>
    public async Task WholeAsync()
    {
        foreach (string part in Parts)
        {
            if (!RunningProgram.Of(part).IsRunning)
                await Deployment.StartAsync(part);
        }

        await Task.WhenAll(Parts[2..].Select(program =>
            Patience.UntilAsync($"{program} to be ready", () => IsReadyAsync(program), TimeSpan.FromSeconds(60))));
    }

    /// <summary>Whether a program says that it is ready.</summary>
    public static async Task<bool> IsReadyAsync(string program)
    {
        using HttpClient client = new() { BaseAddress = UrlOf(program), Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Kills a program and waits until its port is free again: a process of many threads takes a moment to be gone.</summary>
    public static async Task KillAsync(string part)
    {
        RunningProgram.Of(part).Kill();
        await Patience.UntilAsync($"{part} to be gone", () => Task.FromResult(IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpListeners().All(listener => listener.Port != PortOf(part))));
    }

    /// <summary>Stops everything and forgets all data of database and broker, as if nothing had ever been started here.</summary>
    public async Task ForgetDataAsync()
    {
        await Deployment.DownAsync(purge: false);
        foreach (string server in (string[])["postgres", "rabbitmq"])
        {
            // It may be a link to a place where the server's own user may go.
            DirectoryInfo data = new(Path.Combine(RunFolder, server));
            foreach (FileSystemInfo inside in ((data.ResolveLinkTarget(true) as DirectoryInfo) ?? data).EnumerateFileSystemInfos())
            {
                if (inside is DirectoryInfo folder)
                    folder.Delete(recursive: true);
                else
                    inside.Delete();
            }
        }

        File.Delete(Path.Combine(RunFolder, "secrets", $"tenant-{Hospital.Tenant}.added"));
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (Deployment is not null && !IsKept)
            await Deployment.DownAsync(purge: true);
    }

    private static string Secret(string name) => File.ReadAllText(Path.Combine(RunFolder, "secrets", name)).Trim();
}

/// <summary>All chaos tests: one system, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class ChaosCollection : ICollectionFixture<ChaosSystem>
{
    public const string Name = "the harmed system";
}

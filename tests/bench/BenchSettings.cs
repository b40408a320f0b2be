namespace LymphOutcomes.Bench;

/// <summary>The system under test, as <c>deploy/bench.sh</c> started it.</summary>
/// <param name="Postgres">Connection string of an administrator, database <c>lymph</c>.</param>
/// <param name="Broker">The programs' own broker user.</param>
/// <param name="HospitalBroker">The hospital's broker user.</param>
/// <param name="IntakeUrl">Intake.</param>
/// <param name="DashboardUrl">Dashboard.</param>
/// <param name="KeyFile">Key of the development issuer.</param>
/// <param name="CoordinatorPassword">Signs in to the board.</param>
/// <param name="Repository">Root of the repository.</param>
/// <param name="RunFolder">Where the running system keeps its process ids.</param>
internal sealed record BenchSettings(
    string Postgres,
    Uri Broker,
    Uri HospitalBroker,
    Uri IntakeUrl,
    Uri DashboardUrl,
    string KeyFile,
    string CoordinatorPassword,
    string Repository,
    string RunFolder)
{
    /// <summary>The hospital every row is played for.</summary>
    public const string Tenant = "demo";

    /// <summary>Reads the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing.</exception>
    public static BenchSettings FromEnvironment() => new(
        Variable("POSTGRES"),
        new(Variable("BROKER")),
        new(Variable("HOSPITAL_BROKER")),
        new(Variable("INTAKE_URL") + "/"),
        new(Variable("DASHBOARD_URL") + "/"),
        Variable("KEY_FILE"),
        Variable("COORDINATOR_PASSWORD"),
        Variable("REPOSITORY"),
        Variable("RUN_FOLDER"));

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable($"LYMPH_BENCH_{name}") is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"LYMPH_BENCH_{name} is not set: start this with `deploy/lymph bench pipeline`.");
}

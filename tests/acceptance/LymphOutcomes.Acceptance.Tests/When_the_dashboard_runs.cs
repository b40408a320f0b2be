namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_the_dashboard_runs
{
    private static readonly string[] Traces =
        ["ConnectionStrings", "Host=", "amqp:", "amqps:", "postgres", "PGPASSWORD", "PGHOST", "Npgsql"];

    [OnSystemFact]
    public void Its_process_has_no_way_to_the_database_or_the_broker()
    {
        Assert.Contains("Services__Alerting=", EnvironmentOf("dashboard"), StringComparison.Ordinal);
        Assert.Empty(WaysToStores("dashboard"));
        // The same look finds them where they are.
        Assert.Equal(["ConnectionStrings__Broker", "ConnectionStrings__Log"], WaysToStores("alerting"));
    }

    private static IEnumerable<string> WaysToStores(string program) => EnvironmentOf(program).Split('\0')
        .Where(variable => Traces.Any(trace => variable.Contains(trace, StringComparison.OrdinalIgnoreCase)))
        .Select(variable => variable.Split('=')[0])
        .Order(StringComparer.Ordinal);

    private static string EnvironmentOf(string program)
    {
        string pid = File.ReadLines(Path.Combine(SystemUnderTest.RunFolder, "pids", $"{program}.pid")).First();
        return File.ReadAllText($"/proc/{pid}/environ");
    }
}

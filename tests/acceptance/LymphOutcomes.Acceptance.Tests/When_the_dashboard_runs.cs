namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_the_dashboard_runs
{
    [OnSystemFact]
    public void Its_process_has_no_way_to_the_database_or_the_broker()
    {
        Assert.Contains("Services__Alerting=", EnvironmentOf("dashboard"), StringComparison.Ordinal);
        Assert.Empty(WaysToStores("dashboard"));
        Assert.Equal(["ConnectionStrings__Broker", "ConnectionStrings__Log"], WaysToStores("alerting")); // the same look finds them
    }

    private static IEnumerable<string> WaysToStores(string program) => EnvironmentOf(program).Split('\0')
        .Where(variable => new[] { "ConnectionStrings", "Host=", "amqp:", "amqps:", "postgres", "PGPASSWORD", "PGHOST", "Npgsql" }
            .Any(trace => variable.Contains(trace, StringComparison.OrdinalIgnoreCase)))
        .Select(variable => variable.Split('=')[0])
        .Order(StringComparer.Ordinal);

    private static string EnvironmentOf(string program)
    {
        string pid = File.ReadLines(Path.Combine(SystemUnderTest.RunFolder, "pids", $"{program}.pid")).First();
        return File.ReadAllText($"/proc/{pid}/environ");
    }
}

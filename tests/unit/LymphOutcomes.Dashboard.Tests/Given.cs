using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.Tests;

/// <summary>Alerts to show.</summary>
internal static class Given
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static Alert Alert(
        int id, int patient, string severity, int minutesAgo = 0, string handling = "new", int version = 0, params int[] evidence) =>
        new(
            Id(id), Id(patient), "LYM-001", 1, severity, "active", handling, "arm", "left", "Call.",
            new Dictionary<string, double>(), [.. evidence.Select(Id)], evidence.Length, Historical: false,
            Now.AddDays(-1), Now.AddMinutes(-minutesAgo), version);

    public static TrajectoryPoint Point(int fact, double changePercent, bool early = false) => new(
        Id(fact), Now, 2000, null, "rvc", changePercent, null, "low_volume", null, null, early, [], null);
}

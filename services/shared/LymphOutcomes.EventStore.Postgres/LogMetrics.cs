using System.Diagnostics.Metrics;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>What operators see of the log.</summary>
internal static class LogMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "LymphOutcomes.EventStore";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Snapshots not kept because they had grown over 64 KB; their streams are read whole at each append.</summary>
    public static Counter<long> SnapshotsTooLarge { get; } = Meter.CreateCounter<long>("lymph.log.snapshots_too_large");

    /// <summary>Units committed together.</summary>
    public static Histogram<int> GroupUnits { get; } = Meter.CreateHistogram<int>("lymph.log.group_units", "{unit}");

    /// <summary>Units in the line, not yet begun.</summary>
    public static UpDownCounter<int> UnitsWaiting { get; } =
        Meter.CreateUpDownCounter<int>("lymph.log.units_waiting", "{unit}");

    /// <summary>From the begin of a group's transaction to its commit, in seconds.</summary>
    public static Histogram<double> CommitDuration { get; } = Meter.CreateHistogram<double>("lymph.log.commit_duration", "s");

    /// <summary>Groups that had to be written again: lost connection, or bad data parted from good.</summary>
    public static Counter<long> GroupRetries { get; } = Meter.CreateCounter<long>("lymph.log.group_retries");
}

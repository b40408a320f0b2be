using System.Runtime.InteropServices;
using System.Text;
using LymphOutcomes.Bench.Driving;
using Npgsql;
using RabbitMQ.Client;

namespace LymphOutcomes.Bench.Reporting;

/// <summary>What else there was: a figure without its machine says nothing.</summary>
internal static class Surroundings
{
    /// <summary>Name and value, in order.</summary>
    public static async Task<IReadOnlyList<(string Name, string Value)>> ReadAsync(Stage stage, CancellationToken ct)
    {
        Tables tables = stage.Tables;
        return
        [
            ("processor", $"{ProcessorName()}, {Environment.ProcessorCount} logical"),
            ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024):N0} MiB"),
            ("system", RuntimeInformation.OSDescription),
            (".NET", RuntimeInformation.FrameworkDescription),
            ("PostgreSQL", await SettingAsync(tables, "server_version", ct)),
            ("fsync, synchronous_commit, full_page_writes", string.Join(", ",
                await SettingAsync(tables, "fsync", ct),
                await SettingAsync(tables, "synchronous_commit", ct),
                await SettingAsync(tables, "full_page_writes", ct))),
            ("shared_buffers, wal_sync_method", string.Join(", ",
                await SettingAsync(tables, "shared_buffers", ct),
                await SettingAsync(tables, "wal_sync_method", ct))),
            ("RabbitMQ", await BrokerVersionAsync(stage.Settings.Broker, ct)),
            ("programs", "as deploy/run.sh starts them, Release, default settings, on this machine"),
        ];
    }

    /// <summary>The three load averages.</summary>
    public static string Load()
    {
        try
        {
            return string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
        }
        catch (IOException)
        {
            return "unknown";
        }
    }

    /// <summary>What the processor calls itself.</summary>
    public static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static async Task<string> BrokerVersionAsync(Uri broker, CancellationToken ct)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
        return connection.ServerProperties?["version"] is byte[] version ? Encoding.UTF8.GetString(version) : "unknown";
    }

    private static async Task<string> SettingAsync(Tables tables, string name, CancellationToken ct)
    {
        await using NpgsqlCommand command = tables.Database.CreateCommand("select current_setting($1)");
        command.Parameters.Add(new() { Value = name });
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }
}

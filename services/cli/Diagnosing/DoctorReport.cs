using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>A diagnosis for people, or for a program. Pure.</summary>
public static class DoctorReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What a script learns: 0 all well, 1 something is wrong, 2 a server could not be asked, so the look is incomplete.</summary>
    public static int ExitCodeOf(Diagnosis seen, IReadOnlyList<Finding> findings) =>
        seen.Servers.Any(server => server.Failure is not null) ? ExitCodes.CouldNot
        : findings.Count > 0 ? ExitCodes.Wrong
        : ExitCodes.Done;

    /// <summary>One JSON object on one line.</summary>
    public static string WriteJson(Diagnosis seen, IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(
        new
        {
            seen.At,
            ExitCode = ExitCodeOf(seen, findings),
            Findings = findings,
            seen.Servers,
            seen.Programs,
            seen.Queues,
            seen.Readers,
            seen.Refused,
            seen.Quarantine,
            seen.Notifications,
            seen.Views,
            Audit = seen.Audit.Select(row => new
            {
                row.Step.From,
                row.Step.To,
                row.Tenant,
                row.Stored,
                row.Relayed,
                row.Arrived,
                row.Parked,
                row.Absent,
                row.AbsentSince,
                row.Examples,
            }),
        },
        Json);

    /// <summary>Tables, then what is wrong.</summary>
    public static string Write(Diagnosis seen, IReadOnlyList<Finding> findings)
    {
        StringBuilder text = new();
        Table(text, ["server", "version"], seen.Servers.Select(server => new[] { server.Name, server.Version ?? "not reached" }));
        Table(text, ["program", "health"], seen.Programs.Select(program => new[] { program.Name, program.Health ?? "no answer" }));
        Table(text, ["queue", "messages", "readers"], seen.Queues.Select(queue => new[]
        {
            queue.Name, $"{queue.Messages?.ToString() ?? "missing"}", $"{queue.Consumers?.ToString() ?? "-"}",
        }));
        Table(text, ["reader", "log", "position", "end of log", "lag"], seen.Readers.Select(reader => new[]
        {
            reader.Name, reader.Log, $"{reader.Position}", $"{reader.Head}", LagWords.Say(reader, seen.At),
        }));
        Table(text, ["view", "log", "state", "events not used"], seen.Views.Select(view => new[]
        {
            view.View, view.Log, view.IsGoingOn ? $"being built anew, {view.Events} of {view.Head}" : "live", $"{view.Skipped}",
        }));
        Table(text, ["facts", "hospital", "stored", "relayed", "arrived", "parked", "absent"], seen.Audit.Select(row => new[]
        {
            row.Step.ToString(), row.Tenant, $"{row.Stored}", $"{row.Relayed}", $"{row.Arrived}", $"{row.Parked}", $"{row.Absent}",
        }));
        Table(text, ["waits in quarantine", "door", "reason", "events", "oldest for"], seen.Quarantine.Select(row => new[]
        {
            row.Tenant,
            row.Queue.Length > 0 ? row.Queue : row.Door,
            row.Reason,
            $"{row.Count}",
            LagWords.Say(seen.At - row.Since),
        }));
        if (findings.Count == 0)
            text.AppendLine("All is well.");
        foreach (Finding finding in findings)
            text.AppendLine($"WRONG  {finding.What}").AppendLine($"       {finding.Do}");
        return text.ToString();
    }

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        List<string[]> all = [head, .. rows];
        if (all.Count == 1)
            return;
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (string[] row in all)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        text.AppendLine();
    }
}

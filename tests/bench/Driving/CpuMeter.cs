using System.Globalization;

namespace LymphOutcomes.Bench.Driving;

/// <summary>
/// Processor time of every program and server, read from /proc. Unlike a rate it says the same on a busy machine, and it
/// says who is the bottleneck.
/// </summary>
/// <param name="runFolder">Where <c>deploy/run.sh</c> notes process ids.</param>
internal sealed class CpuMeter(string runFolder)
{
    private const double TicksPerSecond = 100;

    private static readonly string[] Names = ["intake", "sessions", "alerting", "dashboard", "postgres", "rabbitmq"];

    /// <summary>Seconds of processor time so far, a program's children included, and our own as <c>bench</c>.</summary>
    public Dictionary<string, double> Read()
    {
        List<ProcessTimes> all = [.. ProcessTimes.OfAll()];
        Dictionary<string, double> seconds = [];
        foreach (string name in Names)
        {
            if (PidOf(name) is { } pid)
            {
                long ticks = all.Where(p => p.Pid == pid || p.Parent == pid).Sum(p => p.Pid == pid ? p.WithDead : p.Own);
                seconds[name] = ticks / TicksPerSecond;
            }
        }

        seconds["bench"] = all.Where(p => p.Pid == Environment.ProcessId).Sum(p => p.Own) / TicksPerSecond;
        return seconds;
    }

    /// <summary>What each took since, in microseconds an event, the thirstiest first.</summary>
    public string PerEvent(Dictionary<string, double> before, long events)
    {
        Dictionary<string, double> after = Read();
        return string.Join(", ", after
            .Select(pair => (pair.Key, Us: (pair.Value - before.GetValueOrDefault(pair.Key)) * 1e6 / events))
            .Where(pair => pair.Us >= 1)
            .OrderByDescending(pair => pair.Us)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Us:0}")));
    }

    /// <summary>Resident memory of a program now, MiB; 0 when it does not run.</summary>
    public double ResidentMiB(string name)
    {
        string? line = PidOf(name) is { } pid && File.Exists($"/proc/{pid}/status")
            ? File.ReadLines($"/proc/{pid}/status").FirstOrDefault(text => text.StartsWith("VmRSS:", StringComparison.Ordinal))
            : null;
        return line is null
            ? 0
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    private int? PidOf(string name)
    {
        string file = Path.Combine(runFolder, "pids", $"{name}.pid");
        return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), out int pid) ? pid : null;
    }

    private sealed record ProcessTimes(int Pid, int Parent, long Own, long WithDead)
    {
        public static IEnumerable<ProcessTimes> OfAll()
        {
            foreach (string folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), out int pid) && Of(pid) is { } times)
                    yield return times;
            }
        }

        private static ProcessTimes? Of(int pid)
        {
            try
            {
                // The name in brackets may hold spaces; behind it stand state, parent, and as 12th to 15th the times.
                string[] parts = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ');
                long[] times = [.. parts[11..15].Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
                return new(pid, int.Parse(parts[1], CultureInfo.InvariantCulture), times[0] + times[1], times.Sum());
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>A process of the system, as its pid file names it.</summary>
/// <param name="Name">intake, sessions, alerting, dashboard, postgres or rabbitmq.</param>
/// <param name="Pid">0 when it was never started.</param>
public sealed record RunningProgram(string Name, int Pid)
{
    /// <summary>What runs under this name now.</summary>
    public static RunningProgram Of(string name)
    {
        string file = Path.Combine(ChaosSystem.RunFolder, "pids", $"{name}.pid");
        return new(name, File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>True while the process lives; a zombie does not.</summary>
    public bool IsRunning => Pid != 0 && StatOf(Pid) is [not "Z", ..];

    /// <summary>Resident memory, MiB.</summary>
    public double ResidentMiB => long.Parse(
        File.ReadLines($"/proc/{Pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>Ends it at once (SIGKILL), with every process it started: PostgreSQL's have sessions of their own.</summary>
    public void Kill()
    {
        List<int> all = [Pid, .. ChildrenOf(Pid)];
        foreach (int pid in all)
        {
            try
            {
                using Process process = Process.GetProcessById(pid);
                process.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // A child that ended meanwhile.
            }
        }
    }

    /// <summary>Sends a signal, for example STOP, CONT or QUIT.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, Pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static IEnumerable<int> ChildrenOf(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid) ? pid : 0)
        .Where(pid => pid != 0 && StatOf(pid) is [_, var itsParent, ..]
            && itsParent == parent.ToString(CultureInfo.InvariantCulture));

    // State and parent come after the name in brackets, which may hold spaces.
    private static string[] StatOf(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

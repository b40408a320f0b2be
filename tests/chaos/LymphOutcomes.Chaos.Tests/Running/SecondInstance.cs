using System.Diagnostics;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>A program of the harmed system once more, from the same copy and with the same settings, at another address.</summary>
public sealed class SecondInstance : IDisposable
{
    // Beyond the ports of the system itself.
    private const int PortBeside = 30;

    private readonly Process _process;

    private SecondInstance(Process process, Uri door) => (_process, Door) = (process, door);

    /// <summary>Its address.</summary>
    public Uri Door { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="program">The program's name in its folders, for example <c>intake</c>.</param>
    /// <param name="assembly">Its assembly.</param>
    public static async Task<SecondInstance> StartAsync(string program, string assembly)
    {
        Uri door = new($"http://127.0.0.1:{ChaosSystem.PortOf("dashboard") + PortBeside}/");
        ProcessStartInfo start = new("/bin/sh")
        {
            WorkingDirectory = Path.Combine(ChaosSystem.Repository, "services", program),
            ArgumentList =
            {
                "-c", "exec dotnet \"$0\" >\"$1\" 2>&1",
                Path.Combine(ChaosSystem.RunFolder, "programs", program, $"{assembly}.dll"),
                Path.Combine(ChaosSystem.RunFolder, "logs", $"{program}-second.log"),
            },
        };
        foreach (string foreign in start.Environment.Keys.Where(key => key is not ("PATH" or "HOME" or "DOTNET_ROOT")).ToArray())
            start.Environment.Remove(foreign);
        foreach ((string name, string value) in FurtherSettings.Of(ChaosSystem.RunFolder, program))
            start.Environment[name] = value;
        start.Environment["ASPNETCORE_URLS"] = door.ToString();
        SecondInstance second = new(Process.Start(start)!, door);
        try
        {
            await second.ReadyAsync();
            return second;
        }
        catch
        {
            second.Dispose();
            throw;
        }
    }

    /// <summary>Ends it at once (SIGKILL).</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using HttpClient client = new() { BaseAddress = Door };
        await Patience.UntilAsync("the second instance", async () =>
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }
}

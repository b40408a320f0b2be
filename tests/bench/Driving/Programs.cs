using System.Diagnostics;

namespace LymphOutcomes.Bench.Driving;

/// <summary>Stops and starts programs as an operator does: by <c>deploy/run.sh</c>.</summary>
/// <param name="settings">Says where it is.</param>
internal sealed class Programs(BenchSettings settings)
{
    /// <summary>Stops one program.</summary>
    public Task StopAsync(string name, CancellationToken ct) => RunAsync("--stop", name, ct);

    /// <summary>Starts one program and waits until it is ready.</summary>
    public Task StartAsync(string name, CancellationToken ct) => RunAsync("--start", name, ct);

    private async Task RunAsync(string option, string name, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [$"{settings.Repository}/deploy/run.sh", option, name])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("deploy/run.sh could not be started.");
        string said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"deploy/run.sh {option} {name} failed: {said}");
    }
}

using System.Diagnostics;

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>
/// The scripts of <c>deploy/</c>, used as a person at the terminal uses them. They find the system by LYMPH_RUN_DIR.
/// </summary>
/// <param name="repository">Root of the repository.</param>
public sealed class Deployment(string repository)
{
    private static readonly TimeSpan ScriptMax = TimeSpan.FromMinutes(3);

    /// <summary>Ends a program, as a crash or an update would.</summary>
    public Task StopAsync(string program) => RunAsync("run.sh", "--stop", program);

    /// <summary>Starts a program and waits until it is ready. A program that runs is left alone.</summary>
    public Task StartAsync(string program) => RunAsync("run.sh", "--start", program);

    /// <summary>A bearer token.</summary>
    public async Task<string> TokenAsync(string role, string subject, string tenant) =>
        (await RunAsync("lymph", "token", "--role", role, "--subject", subject, "--tenant", tenant)).Trim();

    private async Task<string> RunAsync(string script, params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(repository, "deploy", script), arguments)
        {
            WorkingDirectory = repository,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(ScriptMax, TimeProvider.System);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"deploy/{script} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }
}

using System.Diagnostics;

namespace LymphOutcomes.Testing.Driving;

/// <summary>
/// The scripts of <c>deploy/</c>, used as a person at the terminal uses them. They find the system by LYMPH_RUN_DIR.
/// </summary>
/// <param name="repository">Root of the repository.</param>
/// <param name="environment">Variables for the scripts beside our own; null for none. Names another system than the one
/// in our environment.</param>
public sealed class Deployment(string repository, IReadOnlyDictionary<string, string>? environment = null)
{
    // A first start builds the programs.
    private static readonly TimeSpan ScriptMax = TimeSpan.FromMinutes(6);

    /// <summary>Ends a program, as a crash or an update would.</summary>
    public Task StopAsync(string program) => RunAsync("run.sh", "--stop", program);

    /// <summary>Starts a program and waits until it is ready. A program that runs is left alone.</summary>
    public Task StartAsync(string program) => RunAsync("run.sh", "--start", program);

    /// <summary>Starts everything and waits until it is ready; what runs is left alone.</summary>
    public Task UpAsync() => RunAsync("run.sh");

    /// <summary>Starts PostgreSQL and RabbitMQ only.</summary>
    public Task ServersAsync() => RunAsync("run.sh", "--servers");

    /// <summary>Stops everything; the data stays unless it is purged.</summary>
    public Task DownAsync(bool purge) => purge ? RunAsync("run.sh", "--down", "--purge") : RunAsync("run.sh", "--down");

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
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
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

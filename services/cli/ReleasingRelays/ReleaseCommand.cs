using System.CommandLine;
using System.Net.Sockets;
using LymphOutcomes.Cli.Diagnosing;
using Npgsql;

namespace LymphOutcomes.Cli.ReleasingRelays;

/// <summary><c>lymph release</c>: a relay that was refused because it stood ahead of its log goes on from where a person says.</summary>
public static class ReleaseCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var relay = new Argument<string>("relay") { Description = "For example intake-relay: as doctor and the health checks name it." };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Publish what was stored since then: the time of the backup, or any before. What others have is recognised.",
        };
        var from = new Option<long?>("--from") { Description = "Publish what comes after this number of the log; 0 = all of it." };
        var command = new Command(
            "release",
            "Lets a relay go on that was refused because it stood ahead of its log, as after an older backup was restored. Needs "
            + "LYMPH_DOCTOR_POSTGRES (somebody who may write that log's positions); deploy/lymph sets it. The programs may run.")
        {
            relay, since, from,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(since) is null == result.GetValue(from) is null)
                result.AddError("Say one of --since and --from.");
            if (result.GetValue(from) < 0)
                result.AddError("--from is 0 or more.");
        });
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                string address = Environment.GetEnvironmentVariable("LYMPH_DOCTOR_POSTGRES") is { Length: > 0 } value
                    ? value
                    : throw new CannotLookException("LYMPH_DOCTOR_POSTGRES is not set.");
                await using RelayRelease release = RelayRelease.At(address);
                Console.WriteLine(await release.ReleaseAsync(
                    parsed.GetRequiredValue(relay), parsed.GetValue(from), parsed.GetValue(since), ct));
                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is CannotLookException or NpgsqlException or SocketException or TimeoutException)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return ExitCodes.CouldNot;
            }
        });
        return command;
    }
}

using System.CommandLine;
using System.Net.Sockets;
using LymphOutcomes.Cli.Diagnosing;
using Npgsql;

namespace LymphOutcomes.Cli.Rebuilding;

/// <summary><c>lymph rebuild</c>: has a service build one of its views anew from its log, and waits until that is in place.</summary>
public static class RebuildCommand
{
    private static readonly string[] Services = ["intake", "sessions", "alerting"];

    /// <summary>The command.</summary>
    /// <param name="time">The clock.</param>
    public static Command Create(TimeProvider time)
    {
        var service = new Argument<string>("service") { Description = "intake, sessions or alerting; the program must be running." };
        service.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !Services.Contains(name))
                result.AddError($"'{name}' is no service with a log: {string.Join(", ", Services)}.");
        });
        var view = new Argument<string?>("view")
        {
            Description = "What to build anew, for example alerts or snapshots. Without it: lists what there is.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "rebuild",
            "Builds a view of a service anew from the service's log, beside the live one, which is read and written meanwhile and then "
            + "replaced in one moment. Nobody is notified. Asking again while it runs shows how far it is; stopping this command does "
            + "not stop it. Needs LYMPH_REBUILD_POSTGRES; deploy/lymph sets it. Exit code 0: done; 2: not (yet) done, and why.")
        {
            service, view,
        };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                await using RebuildDesk desk = RebuildDesk.At(
                    Environment.GetEnvironmentVariable("LYMPH_REBUILD_POSTGRES"), parsed.GetRequiredValue(service));
                RebuildRun run = new(desk, time, Console.WriteLine, Console.Error.WriteLine);
                return parsed.GetValue(view) is { } name ? await run.RebuildAsync(name, ct) : await run.ListAsync(ct);
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("Stopped waiting; the rebuild goes on.");
                return ExitCodes.Stopped;
            }
            catch (PostgresException refused)
            {
                await Console.Error.WriteLineAsync($"PostgreSQL refused: {refused.MessageText} ({refused.SqlState}).");
                return ExitCodes.CouldNot;
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

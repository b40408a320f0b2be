using System.CommandLine;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary><c>lymph doctor</c>: is every server, program, queue and reader well, and is every fact where it must be.</summary>
public static class DoctorCommand
{
    /// <summary>The command.</summary>
    /// <param name="time">The clock.</param>
    public static Command Create(TimeProvider time)
    {
        var json = new Option<bool>("--json") { Description = "Prints one JSON object on one line instead of tables." };
        var command = new Command(
            "doctor",
            "Looks at the servers, the four programs, every queue, every reader of the three logs, and whether every fact stored in one "
            + "log has arrived in the next. Changes nothing. Needs LYMPH_DOCTOR_POSTGRES (somebody who may read all three schemas) and "
            + "LYMPH_DOCTOR_BROKER; deploy/lymph sets both. Exit code 0: all is well; 1: something is wrong; 2: a server could not be "
            + "asked, so the look is incomplete.")
        {
            json,
        };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
                Doctor doctor = new(
                    Variable("LYMPH_DOCTOR_POSTGRES"), Variable("LYMPH_DOCTOR_BROKER"), http, time, Console.Error.WriteLine);
                Diagnosis seen = await doctor.LookAsync(ct);
                IReadOnlyList<Finding> findings = Findings.Of(seen);
                if (parsed.GetValue(json))
                    Console.WriteLine(DoctorReport.WriteJson(seen, findings));
                else
                    Console.Write(DoctorReport.Write(seen, findings));
                return DoctorReport.ExitCodeOf(seen, findings);
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("Stopped.");
                return ExitCodes.Stopped;
            }
        });
        return command;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using LymphOutcomes.Cli.IssuingTokens;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Cli.Simulating;

/// <summary><c>lymph simulate</c>: a small seeded hospital that uses intake's public HTTP door like any other.</summary>
public static class SimulateCommand
{
    private const string DefaultIntake = "http://127.0.0.1:5081";

    // Longer than any run at a sensible pace, shorter than a working day's second demo.
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    /// <summary>The command.</summary>
    /// <param name="time">Says what today is and keeps the pace; the hospital itself is made without a clock.</param>
    public static Command Create(TimeProvider time)
    {
        Option<int> seed = NumberOptions.Whole(
            "--seed",
            0,
            int.MaxValue,
            "Names the hospital. Same seed and same --end: same bytes, so that a second run is all duplicates.");
        Option<int> patients = NumberOptions.Whole(
            "--patients",
            1,
            HospitalSettings.PatientsMax,
            $"How many, 1 to {HospitalSettings.PatientsMax}. Every fourth one's limb swells.",
            otherwise: 12);
        Option<int> days = NumberOptions.Whole(
            "--days",
            HospitalSettings.DaysMin,
            HospitalSettings.DaysMax,
            $"Length of the longest history, {HospitalSettings.DaysMin} to {HospitalSettings.DaysMax} days.",
            otherwise: 730);
        var end = new Option<string?>("--end")
        {
            Description = "Every fact is dated before this day (UTC). Without it: today.",
            HelpName = "YYYY-MM-DD",
        };
        Option<double?> rate = NumberOptions.Maybe(
            "--rate", 0.1, 100_000, "Highest pace in events a second, 0.1 to 100000. Without it: as fast as the door takes them.");
        var intake = new Option<string?>("--intake")
        {
            Description = $"Address of intake. Without it: environment variable LYMPH_INTAKE_URL, else {DefaultIntake}.",
            HelpName = "URL",
        };
        Option<string?> tenant = SigningOptions.Tenant();
        Option<string?> keyFile = SigningOptions.KeyFile();

        var command = new Command(
            "simulate",
            "Plays a small synthetic hospital at intake's HTTP door: registrations, measurements every three months, sessions, and "
            + "some late, doubled, corrected and retracted records. Ends with what was stored and the truth to compare the board "
            + "with. Exit code 0: all taken; 1: something was quarantined; 2: could not be done.")
        {
            seed, patients, days, end, rate, intake, tenant, keyFile,
        };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                var settings = new HospitalSettings(
                    parsed.GetRequiredValue(seed),
                    parsed.GetValue(patients),
                    parsed.GetValue(days),
                    EndOf(parsed.GetValue(end), time));
                using HttpClient http = Connect(parsed.GetValue(intake), parsed.GetValue(keyFile), parsed.GetValue(tenant), time);
                return await PlayAsync(settings, http, parsed.GetValue(rate), time, ct);
            }
            catch (Exception e) when (e is InvalidOperationException or DoorException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return ExitCodes.CouldNot;
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("Stopped. What was sent stays; the same command sends the rest.");
                return ExitCodes.Stopped;
            }
        });
        return command;
    }

    private static async Task<int> PlayAsync(
        HospitalSettings settings, HttpClient http, double? rate, TimeProvider time, CancellationToken ct)
    {
        var hospital = SyntheticHospital.Create(settings);
        int total = hospital.Events.Count;
        Console.WriteLine(
            $"Hospital S{settings.Seed}: {settings.Patients} patients, {total} events before {settings.End:yyyy-MM-dd}, "
            + $"to {http.BaseAddress}");
        var door = new IntakeDoor(http, time, Console.Error.WriteLine);
        var run = new HospitalRun(door, time, sent => Console.WriteLine($"  {sent,7} of {total} sent"));
        DeliveryTally tally = await run.PlayAsync(hospital.Events, rate, ct);

        Console.WriteLine();
        Console.Write(RunReport.Write(tally, hospital.Truth));
        foreach (Receipt receipt in tally.FirstQuarantined)
            await Console.Error.WriteLineAsync($"quarantined {receipt.Id}: {receipt.Reason} {receipt.Detail}".TrimEnd());
        return tally.Quarantined == 0 ? ExitCodes.Done : ExitCodes.Quarantined;
    }

    private static HttpClient Connect(string? intake, string? keyFile, string? tenant, TimeProvider time)
    {
        string address = intake ?? Environment.GetEnvironmentVariable("LYMPH_INTAKE_URL") ?? DefaultIntake;
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"'{address}' is no http address of intake.");

        string token = SigningOptions.LoadIssuer(keyFile).Issue(
            SigningOptions.TenantOf(tenant), "simulated-hospital", Roles.System, TokenLifetime, time.GetUtcNow());
        return new HttpClient
        {
            BaseAddress = uri,
            Timeout = TimeSpan.FromSeconds(60),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }

    private static DateOnly EndOf(string? text, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (text is null)
            return today;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly end))
            throw new InvalidOperationException($"--end '{text}' is no day of the form YYYY-MM-DD.");

        // Intake parks what is dated in the future; and a history needs room after the year 1900.
        return end <= today && end.Year >= 1950
            ? end
            : throw new InvalidOperationException($"--end {text} must be a day from 1950 to today ({today:yyyy-MM-dd}).");
    }
}

using System.CommandLine;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Cli.IssuingTokens;

/// <summary><c>lymph token</c>: prints a bearer token of the development issuer and nothing else, so that a script can take it.</summary>
public static class TokenCommand
{
    private const int HoursMax = 24;

    /// <summary>The command.</summary>
    /// <param name="time">Time of issue.</param>
    public static Command Create(TimeProvider time)
    {
        var role = new Option<string>("--role")
        {
            Description = "What the bearer may do: system sends facts and reads alerts, coordinator and lead work alerts, "
                + "therapist records sessions.",
            HelpName = string.Join('|', Roles.All),
            Required = true,
        };
        role.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !Roles.All.Contains(text))
                result.AddError($"--role must be one of {string.Join(", ", Roles.All)}, not '{text}'.");
        });
        Option<string?> tenant = SigningOptions.Tenant();
        var subject = new Option<string?>("--subject")
        {
            Description = "Who the bearer is. Without it: the role with '-cli'.",
            HelpName = "NAME",
        };
        Option<int> hours = NumberOptions.Whole(
            "--hours", 1, HoursMax, $"How long the token is good for, 1 to {HoursMax} hours.", otherwise: 12);
        Option<string?> keyFile = SigningOptions.KeyFile();

        var command = new Command("token", "Prints a bearer token of the development issuer, and nothing else.")
        {
            role, tenant, subject, hours, keyFile,
        };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                string chosen = parsed.GetRequiredValue(role);
                string token = SigningOptions.LoadIssuer(parsed.GetValue(keyFile)).Issue(
                    SigningOptions.TenantOf(parsed.GetValue(tenant)),
                    parsed.GetValue(subject) ?? $"{chosen}-cli",
                    chosen,
                    TimeSpan.FromHours(parsed.GetValue(hours)),
                    time.GetUtcNow());
                await Console.Out.WriteLineAsync(token);
                return ExitCodes.Done;
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return ExitCodes.CouldNot;
            }
        });
        return command;
    }
}

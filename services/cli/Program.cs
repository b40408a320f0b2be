using System.CommandLine;
using LymphOutcomes.Cli.Diagnosing;
using LymphOutcomes.Cli.IssuingTokens;
using LymphOutcomes.Cli.Rebuilding;
using LymphOutcomes.Cli.ReleasingRelays;
using LymphOutcomes.Cli.Simulating;

var root = new RootCommand("lymph: small tools beside LymphOutcomes. Synthetic data and development sign-in only.")
{
    TokenCommand.Create(TimeProvider.System),
    SimulateCommand.Create(TimeProvider.System),
    DoctorCommand.Create(TimeProvider.System),
    ReleaseCommand.Create(),
    RebuildCommand.Create(TimeProvider.System),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    // One sentence instead of a page of help: who calls this from a script reads the last line.
    await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} Run 'lymph --help' or 'lymph COMMAND --help'.");
    return 2;
}

return await parsed.InvokeAsync();

namespace LymphOutcomes.Testing.Driving;

/// <summary>
/// Settings a program is started with beside its own. They count from its next start on, until they are disposed and it is started
/// again.
/// </summary>
public sealed class FurtherSettings : IDisposable
{
    private readonly string _file;
    private readonly string _own;

    /// <param name="runFolder">LYMPH_RUN_DIR of the system.</param>
    /// <param name="program">intake, sessions, alerting or dashboard.</param>
    public FurtherSettings(string runFolder, string program)
    {
        _file = FileOf(runFolder, program);
        _own = File.ReadAllText(_file);
    }

    /// <summary>Everything a program is told, by name.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string runFolder, string program) => File
        .ReadLines(FileOf(runFolder, program))
        .Select(line => line.Split('=', 2))
        .Select(parts => (parts[0], parts[1]));

    /// <summary>Sets these and no others.</summary>
    public void Set(params IEnumerable<(string Name, string Value)> settings) =>
        File.WriteAllText(_file, string.Concat([_own, .. settings.Select(setting => $"{setting.Name}={setting.Value}\n")]));

    public void Dispose() => File.WriteAllText(_file, _own);

    private static string FileOf(string runFolder, string program) => Path.Combine(runFolder, "env", $"{program}.env");
}

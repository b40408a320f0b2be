using System.Text.Json.Nodes;
using LymphOutcomes.Alerting;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake;
using LymphOutcomes.Sessions;

namespace LymphOutcomes.Stored.Tests;

/// <summary>
/// The JSON of one stored event as a released program wrote it: <c>tests/stored/SERVICE/NAME.WHAT.json</c>, where WHAT is
/// <c>full</c>, <c>minimal</c> or another word. Such a file is never changed; a member that is added gets a file of its own.
/// </summary>
/// <param name="Service">The service.</param>
/// <param name="Name">Stored name with its version.</param>
/// <param name="What">What it shows.</param>
/// <param name="Utf8">The JSON.</param>
public sealed record StoredSample(string Service, string Name, string What, byte[] Utf8)
{
    private const string ReadAs = "reads-as";

    /// <summary>Everything the programs can read.</summary>
    public static IReadOnlyDictionary<string, EventTypes> Services { get; } = new Dictionary<string, EventTypes>
    {
        ["intake"] = IntakeEventTypes.All,
        ["sessions"] = SessionEventTypes.All,
        ["alerting"] = AlertingEventTypes.All,
    };

    /// <summary>Every file there is.</summary>
    public static IReadOnlyList<StoredSample> All { get; } =
    [
        .. Services.Keys.SelectMany(service => Directory.EnumerateFiles(Folder(service), "*.json").Order(StringComparer.Ordinal)
            .Where(path => !path.Contains(ReadAs, StringComparison.Ordinal))
            .Select(path => Read(service, path))),
    ];

    /// <summary>How it is read today.</summary>
    public EventTypes Types => Services[Service];

    /// <summary>
    /// What this event says when it is written today. The same as it said then, unless steps take an old version on: then what
    /// they make of it stands in a file beside, <c>NAME.WHAT.reads-as.json</c>.
    /// </summary>
    public JsonNode Meaning()
    {
        string path = Path.Combine(Folder(Service), $"{Name}.{What}.{ReadAs}.json");
        return JsonNode.Parse(File.Exists(path) ? File.ReadAllBytes(path) : Utf8)!;
    }

    public override string ToString() => $"{Service}/{Name}.{What}";

    private static StoredSample Read(string service, string path)
    {
        string[] parts = Path.GetFileName(path).Split('.');
        return new(service, $"{parts[0]}.{parts[1]}", parts[2], File.ReadAllBytes(path));
    }

    private static string Folder(string service) => Path.Combine(AppContext.BaseDirectory, "stored", service);
}

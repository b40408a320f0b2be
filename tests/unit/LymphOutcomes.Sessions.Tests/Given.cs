using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>Invented sessions, as intake publishes them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 9, 3, 16, 0, 0, TimeSpan.Zero);
    public static readonly Guid Patient = new("0195577a-0000-8000-8000-000000000001");
    public static readonly RecordKey Record = new("5e55", 1, new(2026, 9, 3, 15, 31, 0, TimeSpan.FromHours(2)));

    /// <summary>The contract's sample without its record, which travels beside it.</summary>
    public static JsonObject Sample(string name, string type = FactTypes.SessionCompleted)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "contracts", "samples", $"{type}.v1.{name}.json");
        JsonObject session = JsonNode.Parse(File.ReadAllText(path))!["data"]!.DeepClone().AsObject();
        Assert.True(session.Remove("record"));
        return session;
    }

    public static BusItem Item(JsonObject session, int n = 1, string type = FactTypes.SessionCompleted) => Item(
        JsonSerializer.SerializeToElement(Recorded(JsonSerializer.SerializeToElement(session)), ContractJson.Options), n, type: type);

    public static BusItem Item(JsonElement data, int n = 1, int version = 1, string type = FactTypes.SessionCompleted) => new(
        Id(n), type, version, Patient, "st-anna", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", data);

    public static RecordedFact Recorded(JsonElement session) =>
        new("urn:hospital:ehr", new(2026, 9, 3, 14, 30, 0, TimeSpan.FromHours(2)), Now, Record, "c0de", session);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static InMemoryEventStore<PatientSafety> EmptyLog() => new(SessionEventTypes.All, new FixedTime());

    /// <summary>What the consumer does with one item.</summary>
    public static Task<AppendOutcome> DeliverAsync(IEventStore<PatientSafety> log, BusItem item) =>
        log.AppendAsync(RecordSession.UnitOf(item), CancellationToken.None);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

/// <summary>Invented events. "Now" is 2026-03-02 12:00 UTC.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly byte[] TenantKey = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    public static readonly KnownPatient Patient = new(
        new Guid("0195577a-0000-8000-8000-000000000001"),
        [.. Enumerable.Range(100, 32).Select(n => (byte)n)],
        new DateOnly(1970, 5, 1),
        new Guid("0195577a-0000-8000-8000-000000000001"));

    public static JsonObject Girths(params double[] girths) => new()
    {
        ["girths"] = new JsonArray([.. girths.Select((girth, n) => new JsonObject { ["positionCm"] = n * 4, ["girth"] = girth })]),
    };

    public static JsonObject LimbMeasured() => new()
    {
        ["record"] = new JsonObject { ["id"] = "ORB-77120", ["version"] = 1 },
        ["site"] = "arm",
        ["method"] = "tape-fixed",
        ["girthUnit"] = "cm",
        ["left"] = Girths(16, 17.2, 19),
        ["right"] = Girths(16.2, 17.4, 19.2),
    };

    public static JsonObject Event(string name, JsonObject data) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = "d-1",
        ["source"] = "urn:hospital:ehr",
        ["type"] = $"lymph.{name}.v1",
        ["subject"] = "mrn|4711",
        ["time"] = "2026-03-01T10:15:00+01:00",
        ["data"] = data,
    };

    public static Delivery Delivered(JsonNode @event) => Delivered(@event.ToJsonString());

    public static Delivery Delivered(string json) => new(Encoding.UTF8.GetBytes(json), "http", "request-1");

    public static Delivery LimbMeasuredWith(Action<JsonObject> change)
    {
        JsonObject data = LimbMeasured();
        change(data);
        return Delivered(Event(FactTypes.LimbMeasured, data));
    }

    /// <summary>What the pure part of intake makes of a delivery.</summary>
    public static (CheckedFact? Fact, Defect? Defect) Checked(Delivery delivery, KnownPatient? patient = null)
    {
        ReadDelivery read = ReadDelivery.Of(delivery);
        return read.Defect is { } defect ? (null, defect) : CheckedFact.Of(read, patient ?? Patient, TenantKey, Now);
    }

    public static Defect? DefectOf(Delivery delivery) => Checked(delivery).Defect;

    public static Defect? DefectOf(string name, JsonObject data) => DefectOf(Delivered(Event(name, data)));

    public static CheckedFact Accepted(Delivery delivery)
    {
        (CheckedFact? fact, Defect? defect) = Checked(delivery);
        Assert.Null(defect);
        return fact!;
    }

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static string AsStored(CheckedFact fact) => IntakeEventTypes.All.Write(fact.Event.Data);

    public static string Wire(object value) => JsonSerializer.Serialize(value, ContractJson.Options);
}

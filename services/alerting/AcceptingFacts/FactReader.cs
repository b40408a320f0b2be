using System.Text.Json;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LimbReading = LymphOutcomes.Clinical.LimbReading;
using SentReading = LymphOutcomes.Contracts.Intake.V1.LimbReading;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Turns a published item into a fact in our units and types, once; behind this everything is trusted.</summary>
public static class FactReader
{
    private const int RawMax = 64 * 1024;

    /// <summary>Reads one item. What cannot be read is parked with the reason, by itself; it never throws for bad data.</summary>
    public static Incoming Read(BusItem item)
    {
        try
        {
            if (ParkingNewsReader.Read(item) is { } news)
                return new(item.Id, item.Traceparent, Fact: null, Parked: null, news);
            if (IdentityReader.Read(item) is { } move)
                return new(item.Id, item.Traceparent, Fact: null, Parked: null, Move: move);
            RecordedFact recorded = item.Data.Deserialize<RecordedFact>(ContractJson.Options)
                ?? throw new JsonException("The item has no data.");
            return new(item.Id, item.Traceparent, FactOf(item, recorded), Parked: null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or UnreadableItemException
            or InvalidOperationException or ArgumentException)
        {
            return new(item.Id, item.Traceparent, Fact: null, Park(item, unreadable.Message));
        }
    }

    /// <summary>An item that is parked without being read, because reading or accepting it never ended well.</summary>
    public static Incoming Unread(BusItem item, string reason) => new(item.Id, item.Traceparent, Fact: null, Park(item, reason));

    private static ItemParked Park(BusItem item, string reason)
    {
        string raw = item.Data.ValueKind == JsonValueKind.Undefined ? "" : item.Data.GetRawText();
        return new(item.Id, item.Type, item.Version, reason, raw.Length <= RawMax ? raw : raw[..RawMax]);
    }

    private static PatientFact FactOf(BusItem item, RecordedFact recorded)
    {
        FactOrigin origin = new(
            item.Id,
            recorded.Source,
            recorded.EffectiveTime,
            recorded.Record.Key,
            recorded.Record.Version,
            recorded.Record.IssuedAt,
            recorded.ContentHash)
        {
            IsBackfill = recorded.IsBackfill,
            RecordedAt = recorded.RecordedTime,
        };
        if (item.Version != 1)
            throw new UnreadableItemException($"No rule reads {item.Type}.v{item.Version} yet.");
        return item.Type switch
        {
            FactTypes.PatientRegistered => CareContext(origin, recorded),
            FactTypes.LimbMeasured => Measured(origin, recorded),
            FactTypes.BaselineSet => Declared(origin, recorded),
            FactTypes.RecordRetracted => new RecordTakenBack(origin),
            FactTypes.SymptomsReported => Told(origin, recorded),
            _ => MeasuredFactReader.Of(item.Type, origin, recorded)
                ?? ConditionFactReader.Of(item.Type, origin, recorded)
                ?? TreatmentFactReader.Of(item.Type, origin, recorded)
                ?? throw new UnreadableItemException($"No rule reads {item.Type}.v{item.Version} yet."),
        };
    }

    private static CareContextKnown CareContext(FactOrigin origin, RecordedFact recorded)
    {
        PatientRegistered context = Body<PatientRegistered>(recorded);
        return new(
            origin,
            [.. (context.Limbs ?? []).Select(limb => new Limb(Word<LimbSite>(limb.Site), Word<Side>(limb.Side)))],
            [
                .. (context.Surgeries ?? []).Select(surgery =>
                    new LimbSurgery(surgery.Date, new(Word<LimbSite>(surgery.Site ?? "arm"), Word<Side>(surgery.Side)))),
            ],
            SideOf(context.DominantSide));
    }

    private static LimbsMeasured Measured(FactOrigin origin, RecordedFact recorded)
    {
        LimbMeasured sent = Body<LimbMeasured>(recorded);
        return new(
            origin,
            Word<LimbSite>(sent.Site),
            new(Word<MeasuringMethod>(sent.Method), sent.ProtocolId, sent.ZeroLandmark),
            Reading(sent.Left, sent.GirthUnit, sent.StationMeaning),
            Reading(sent.Right, sent.GirthUnit, sent.StationMeaning),
            sent.RaterId);
    }

    private static BaselineDeclared Declared(FactOrigin origin, RecordedFact recorded)
    {
        BaselineSet sent = Body<BaselineSet>(recorded);
        LimbSite site = Word<LimbSite>(sent.Site);
        LimbsMeasured? values = sent.Values is not { } given
            ? null
            : new(
                origin,
                site,
                new(Word<MeasuringMethod>(given.Method), given.ProtocolId, given.ZeroLandmark),
                Reading(given.Left, given.GirthUnit, given.StationMeaning),
                Reading(given.Right, given.GirthUnit, given.StationMeaning),
                RaterId: null);
        return new(origin, site, sent.OfRecord, values);
    }

    private static SymptomsTold Told(FactOrigin origin, RecordedFact recorded) => new(
        origin,
        [
            .. Entries(Body<SymptomsReported>(recorded).Symptoms).Select(symptom => symptom.Score is null or (>= 0 and <= 10)
                ? new SymptomTold(
                    symptom.Code,
                    SideOf(symptom.Side),
                    symptom.Score,
                    Word<SinceLast>(symptom.SinceLast),
                    Word<Onset>(symptom.Onset))
                : throw new UnreadableItemException("A symptom needs a code, and a score, if any, of 0 to 10.")),
        ]);

    private static LimbReading? Reading(SentReading? sent, string? girthUnit, string? meaning)
    {
        if (sent is null)
            return null;
        IEnumerable<Station> stations = Entries(sent.Girths ?? []).Select(girth => new Station(girth.PositionCm, girth.Girth));
        return LimbReading.TryOfSent(sent.VolumeMl, stations, girthUnit, meaning, out LimbReading? reading, out Refusal? refusal)
            ? reading
            : throw new UnreadableItemException(refusal.Words);
    }

    /// <summary>A side; null when none was said.</summary>
    internal static Side? SideOf(string? side) => side is null ? null : Word<Side>(side);

    /// <summary>The fact inside, as its contract.</summary>
    internal static T Body<T>(RecordedFact recorded) =>
        recorded.Fact.Deserialize<T>(ContractJson.WithoutRecord) ?? throw new JsonException("The fact is empty.");

    /// <summary>The entries of a list, none of them null: the JSON reader enforces that only on members.</summary>
    internal static IEnumerable<T> Entries<T>(IEnumerable<T?> list)
        where T : class =>
        list.Select(entry => entry ?? throw new UnreadableItemException("An entry of a list is null."));

    /// <summary>A word of the contract as the member of an enum.</summary>
    internal static T Word<T>(string text)
        where T : struct, Enum =>
        WireText.TryParse(text, out T value)
            ? value
            : throw new UnreadableItemException($"'{text}' is not one of {string.Join(", ", WireText.All<T>())}.");
}

/// <summary>A published item does not say what its type promises.</summary>
internal sealed class UnreadableItemException(string message) : Exception(message);

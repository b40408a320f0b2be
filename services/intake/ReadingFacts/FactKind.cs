using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>One kind of fact: how it is read, checked and turned into what the log holds.</summary>
/// <param name="name">One of <see cref="FactTypes"/>.</param>
public abstract class FactKind(string name)
{
    /// <summary>One of <see cref="FactTypes"/>.</summary>
    public string Name { get; } = name;

    /// <summary>The fact, or its first defect; exactly one of the two is null. Pure.</summary>
    /// <param name="data">The CloudEvents <c>data</c>, a JSON object that passed <see cref="JsonGate"/>.</param>
    /// <param name="context">What it is judged against.</param>
    public abstract (ReadFact? Fact, Defect? Defect) Read(JsonElement data, FactContext context);
}

/// <summary>A fact that was read and checked.</summary>
/// <param name="Contract">The contract record.</param>
/// <param name="Record">The hospital's record of it.</param>
/// <param name="ToEvent">What the log will hold, given the source, the effective time and the patient's own
/// key.</param>
public sealed record ReadFact(object Contract, SourceRecord Record, Func<string, DateTimeOffset, byte[], IntakeEvent> ToEvent);

/// <inheritdoc cref="FactKind"/>
/// <typeparam name="TFact">The contract.</typeparam>
/// <param name="name">One of <see cref="FactTypes"/>.</param>
/// <param name="recordOf">Where the contract holds its record.</param>
/// <param name="check">The checks of this contract; the record and the times are checked here.</param>
/// <param name="hide">Replaces further hospital identifiers inside the fact, given a way to name them.</param>
/// <param name="withoutText">Takes out words for people, which must not enter the log; its content hash still covers them.</param>
/// <param name="storesFact">False when the log may only know that it came.</param>
public sealed class FactKind<TFact>(
    string name,
    Func<TFact, SourceRecord> recordOf,
    Func<TFact, FactContext, Defect?> check,
    Func<TFact, Func<string, string>, TFact>? hide = null,
    Func<TFact, TFact>? withoutText = null,
    bool storesFact = true)
    : FactKind(name)
    where TFact : class
{
    /// <inheritdoc/>
    public override (ReadFact? Fact, Defect? Defect) Read(JsonElement data, FactContext context)
    {
        TFact fact;
        try
        {
            fact = data.Deserialize<TFact>(SentJson.Options) ?? throw new JsonException("null is no fact");
        }
        catch (JsonException unfit)
        {
            return (null, Unfit(unfit));
        }

        Defect? defect = Expect.Happened(context.EffectiveTime, context, "$.time")
            ?? SourceRecordCheck.Of(recordOf(fact), context)
            ?? check(fact, context);
        return defect is null
            ? (new(fact, recordOf(fact), (source, time, key) => ToEvent(fact, source, time, key)), null)
            : (null, defect);
    }

    private IntakeEvent ToEvent(TFact fact, string source, DateTimeOffset effectiveTime, byte[] patientKey)
    {
        SourceRecord record = recordOf(fact);
        RecordKey recordKey = new(KeyedHash.OfRecord(patientKey, source, record.Id), record.Version, record.IssuedAt);
        TFact hidden = hide is null ? fact : hide(fact, id => KeyedHash.OfRecord(patientKey, source, id));

        JsonElement whole = WithoutRecord(hidden);
        string contentHash = KeyedHash.OfContent(patientKey, Name, effectiveTime, whole);
        if (!storesFact)
            return new DetailsReceived(source, effectiveTime, recordKey, contentHash);
        JsonElement stored = withoutText is null ? whole : WithoutRecord(withoutText(hidden));
        return new Recorded<TFact>(source, effectiveTime, recordKey, contentHash, stored);
    }

    private static JsonElement WithoutRecord(TFact fact)
    {
        JsonObject json = JsonSerializer.SerializeToNode(fact, ContractJson.Options)!.AsObject();
        json.Remove("record");
        return JsonSerializer.SerializeToElement(json);
    }

    private static Defect Unfit(JsonException unfit)
    {
        string path = unfit.Path is { Length: > 1 } inside ? "$.data" + inside[1..] : "$.data";
        if (unfit is TimeUnreadableException)
            return new(Reasons.TimeUnreadable, path, "expected RFC 3339 with seconds and a UTC offset");
        // The reader's own words name .NET types; senders read contracts.
        return unfit.Message.Contains("missing required", StringComparison.Ordinal)
            ? new(Reasons.MissingMember, path, "a required member is missing")
            : new(Reasons.WrongType, path, "not of the type the contract names");
    }
}

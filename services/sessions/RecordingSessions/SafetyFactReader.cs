using System.Collections.Frozen;
using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>
/// Reads what sessions are screened by. A word that is not known here is not read over: the item is parked, and the patient screens
/// as unknown until a program can read it. Pure.
/// </summary>
public static class SafetyFactReader
{
    private static readonly string[] Bases = ["provider", "fever-free-48h"];

    /// <summary>Their types.</summary>
    public static FrozenSet<string> Types { get; } = FrozenSet.Create(
        FactTypes.ConditionNoted,
        FactTypes.ConditionCleared,
        FactTypes.AreaRestricted,
        FactTypes.ProviderClearedForMld,
        FactTypes.TemperatureMeasured,
        FactTypes.RecordRetracted);

    /// <summary>The event to store; null when the type is none of <see cref="Types"/>.</summary>
    /// <exception cref="JsonException">The fact does not say what its type promises.</exception>
    internal static SessionEvent? Read(string type, RecordedFact recorded)
    {
        (string source, DateTimeOffset at, RecordKey record, string hash) =
            (recorded.Source, recorded.EffectiveTime, recorded.Record, recorded.ContentHash);
        return type switch
        {
            FactTypes.ConditionNoted =>
                new ConditionRecorded(source, at, record, hash, Noted(SessionFactReader.Body<ConditionNoted>(recorded))),
            FactTypes.ConditionCleared =>
                new ConditionEndRecorded(source, at, record, hash, End(SessionFactReader.Body<ConditionCleared>(recorded))),
            FactTypes.AreaRestricted =>
                new RestrictionRecorded(source, at, record, hash, Areas(SessionFactReader.Body<AreaRestricted>(recorded))),
            FactTypes.ProviderClearedForMld =>
                new MldClearanceRecorded(source, at, record, hash, Cleared(SessionFactReader.Body<ProviderClearedForMld>(recorded))),
            FactTypes.TemperatureMeasured =>
                new TemperatureRecorded(source, at, record, hash, Celsius(SessionFactReader.Body<TemperatureMeasured>(recorded))),
            FactTypes.RecordRetracted => new RetractionRecorded(source, at, record, hash),
            _ => null,
        };
    }

    private static NotedCondition Noted(ConditionNoted sent) => new(OneOf(Conditions.All, sent.Condition), sent.Onset);

    private static EndOfCondition End(ConditionCleared sent) =>
        new(OneOf(Conditions.All, sent.Condition), OneOf(Bases, sent.Basis), sent.OfRecord);

    private static ListOfAreas Areas(AreaRestricted sent) =>
        new([.. sent.Areas.Select(area => OneOf(BodyAreas.All, area))], sent.Reason);

    private static ClearedInSpiteOf Cleared(ProviderClearedForMld sent) =>
        new([.. sent.Conditions.Select(condition => OneOf(Conditions.All, condition))], sent.Until, sent.ProviderId);

    private static double Celsius(TemperatureMeasured sent) =>
        BodyTemperature.TryToCelsius(sent.Value, sent.Unit, out double celsius)
            ? PhysicalRange.TemperatureCelsius.Holds(celsius)
                ? celsius
                : throw new JsonException($"{celsius} Cel is not within {PhysicalRange.TemperatureCelsius}.")
            : throw new JsonException($"Unit '{sent.Unit}' is not known.");

    private static string OneOf(IReadOnlyList<string> words, string? word) =>
        word is not null && words.Contains(word) ? word : throw new JsonException($"'{word}' is not known here.");
}

using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>What the patient said about symptoms at one time. A symptom left out was not asked about.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Symptoms">Each code and side once.</param>
public sealed record SymptomsTold(FactOrigin Origin, IReadOnlyList<SymptomTold> Symptoms) : PatientFact(Origin);

/// <summary>One symptom, as the patient put it.</summary>
/// <param name="Code">The symptom.</param>
/// <param name="Side">Its side; null when it has none or none was said.</param>
/// <param name="Score">0 (none) to 10 (worst imaginable); null when no number was given.</param>
/// <param name="SinceLast">Compared with the last report, in the patient's own words.</param>
/// <param name="Onset">How it came.</param>
public sealed record SymptomTold(string Code, Side? Side, int? Score, SinceLast SinceLast, Onset Onset);

/// <summary>How a symptom is, compared with the last report.</summary>
[JsonConverter(typeof(WireTextConverter<SinceLast>))]
public enum SinceLast
{
    /// <summary>Better.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>The same.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>Worse.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,

    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>How a symptom came.</summary>
[JsonConverter(typeof(WireTextConverter<Onset>))]
public enum Onset
{
    /// <summary>Within 72 hours.</summary>
    [JsonStringEnumMemberName("sudden")]
    Sudden,

    /// <summary>Over a longer time.</summary>
    [JsonStringEnumMemberName("gradual")]
    Gradual,

    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

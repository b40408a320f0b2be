using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>How soon somebody must act.</summary>
/// <remarks>Source: domain sheet 5; the times are choices.</remarks>
[JsonConverter(typeof(WireTextConverter<Severity>))]
public enum Severity
{
    /// <summary>Good to know; notifies nobody.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>A coordinator reviews within 7 days.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,

    /// <summary>The patient should call, or be called, within one business day.</summary>
    [JsonStringEnumMemberName("call_provider")]
    CallProvider,

    /// <summary>Within the hour.</summary>
    [JsonStringEnumMemberName("urgent")]
    Urgent,
}

using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>A symptom in words.</summary>
internal static class SymptomName
{
    /// <summary>For example <c>arm swelling (left)</c>.</summary>
    public static string Of(SymptomSeries series) =>
        $"{series.Code.Replace('_', ' ').ToLowerInvariant()}{(series.Side is { } side ? $" ({side.ToWire()})" : "")}";
}

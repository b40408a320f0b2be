namespace LymphOutcomes.Contracts;

/// <summary>CloudEvents 1.0 names used at the hospitals' doors.</summary>
public static class CloudEventTypes
{
    /// <summary>A new alert. Data: <see cref="Alerting.V1.Alert"/>.</summary>
    public const string AlertRaised = "lymph.alert-raised.v1";

    /// <summary>An alert changed its condition, severity or handling. Data: <see cref="Alerting.V1.Alert"/>.</summary>
    public const string AlertChanged = "lymph.alert-changed.v1";

    /// <summary>One event.</summary>
    public const string SingleMediaType = "application/cloudevents+json";

    /// <summary>A JSON array of events.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";
}

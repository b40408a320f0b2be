namespace LymphOutcomes.Contracts;

/// <summary>CloudEvents 1.0 names used at the hospitals' doors.</summary>
public static class CloudEventTypes
{
    /// <summary>A new alert. Data: <see cref="Alerting.V1.Alert"/>.</summary>
    public const string AlertRaised = "lymph.alert-raised.v1";

    /// <summary>An alert changed its condition, severity or handling. Data: <see cref="Alerting.V1.Alert"/>.</summary>
    public const string AlertChanged = "lymph.alert-changed.v1";

    /// <summary>A session was planned, moved, started, given, called off or taken back. Data:
    /// <see cref="Sessions.V1.TreatmentSession"/>.</summary>
    public const string SessionChanged = "lymph.session-changed.v1";

    /// <summary>Something on record speaks against a session. Data: <see cref="Sessions.V1.HeldSession"/>.</summary>
    public const string SessionHeld = "lymph.session-held.v1";

    /// <summary>Nothing holds a session any more. Data: <see cref="Sessions.V1.ClearedSession"/>.</summary>
    public const string SessionCleared = "lymph.session-cleared.v1";

    /// <summary>How the patient felt after a session. Data: <see cref="Sessions.V1.NotedSideEffects"/>.</summary>
    public const string SideEffectsNoted = "lymph.side-effects-noted.v1";

    /// <summary>A course of treatment, or the response to it, is another now. Data: <see cref="Sessions.V1.TreatmentCourse"/>.</summary>
    public const string CourseChanged = "lymph.course-changed.v1";

    /// <summary>A garment, or how it is worn, is another now. Data: <see cref="Sessions.V1.CompressionGarment"/>.</summary>
    public const string AdherenceChanged = "lymph.adherence-changed.v1";

    /// <summary>One event.</summary>
    public const string SingleMediaType = "application/cloudevents+json";

    /// <summary>A JSON array of events.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";
}

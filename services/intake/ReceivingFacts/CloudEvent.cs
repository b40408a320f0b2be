using System.Text.Json;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// The CloudEvents envelope, as far as it could be read. Members are null only where a defect says why.
/// </summary>
/// <param name="Id">Names the delivery within its source.</param>
/// <param name="Source">The sending system.</param>
/// <param name="Type">As sent.</param>
/// <param name="Subject">The patient.</param>
/// <param name="Time">Effective time, at the sender's own offset.</param>
/// <param name="Traceparent">W3C trace context, if the sender gave a well-formed one.</param>
/// <param name="Data">The fact, a JSON object.</param>
/// <param name="IsBackfill">Its extension <c>backfill</c> is true: history that is loaded, not news.</param>
/// <param name="Whole">The whole event; undefined when it was no JSON object.</param>
public sealed record CloudEvent(
    string? Id = null,
    string? Source = null,
    string? Type = null,
    Subject? Subject = null,
    DateTimeOffset? Time = null,
    string? Traceparent = null,
    JsonElement Data = default,
    bool IsBackfill = false,
    JsonElement Whole = default);

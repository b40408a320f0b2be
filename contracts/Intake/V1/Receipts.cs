using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The answer of <c>POST /v1/events</c>: one receipt for each event sent, in the order sent.</summary>
/// <param name="Items">A receipt each.</param>
public sealed record ReceiptList([property: JsonPropertyName("receipts")] IReadOnlyList<Receipt> Items);

/// <summary>What became of one event.</summary>
/// <param name="Id">The CloudEvents id; null when the event had none that could be read.</param>
/// <param name="Status"><c>stored</c>, <c>duplicate</c> (it was stored before) or <c>quarantined</c> (kept, not used).</param>
/// <param name="Reason">Why it was quarantined, a code such as <c>not-yet-supported</c>; null otherwise.</param>
/// <param name="Detail">The reason in words and the place in the event; null unless quarantined.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
public sealed record Receipt(string? Id, string Status, string? Reason = null, string? Detail = null, Guid? Patient = null);

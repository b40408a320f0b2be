namespace LymphOutcomes.Intake.ReportingReceipts;

/// <summary>What became of a delivery, as <c>GET /v1/receipts</c> answers it.</summary>
/// <param name="Id">CloudEvents <c>id</c>, as asked.</param>
/// <param name="Source">CloudEvents <c>source</c>, as asked.</param>
/// <param name="Status"><c>stored</c> or <c>quarantined</c>.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
/// <param name="Seq">Place in intake's log; null when quarantined.</param>
/// <param name="StoredAt">When it was stored or parked.</param>
/// <param name="Relayed">True when the other services have been told.</param>
/// <param name="Reason">Why it is in quarantine; null otherwise.</param>
public sealed record StoredReceipt(
    string Id,
    string Source,
    string Status,
    Guid? Patient,
    long? Seq,
    DateTimeOffset StoredAt,
    bool Relayed,
    string? Reason = null);

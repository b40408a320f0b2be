namespace LymphOutcomes.Intake.ReportingReceipts;

/// <summary>What became of a delivery, as <c>GET /v1/receipts</c> answers it.</summary>
/// <param name="Id">CloudEvents <c>id</c>, as asked.</param>
/// <param name="Source">CloudEvents <c>source</c>, as asked.</param>
/// <param name="Status"><c>stored</c>, <c>quarantined</c>, or <c>discarded</c> by a person out of quarantine.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
/// <param name="Seq">Place in intake's log; null when quarantined.</param>
/// <param name="StoredAt">When it was stored or parked.</param>
/// <param name="Relayed">True when the other services have been told.</param>
/// <param name="Judged"><c>yes</c>, <c>no</c> (not yet, or never for what is not stored), <c>parked</c> (alerting has it and cannot
/// read it), <c>not-needed</c> (details of a patient, merges), or <c>unknown</c>: alerting did not answer.</param>
/// <param name="Reason">Why it is in quarantine; null otherwise.</param>
public sealed record StoredReceipt(
    string Id,
    string Source,
    string Status,
    Guid? Patient,
    long? Seq,
    DateTimeOffset StoredAt,
    bool Relayed,
    string Judged,
    string? Reason = null);

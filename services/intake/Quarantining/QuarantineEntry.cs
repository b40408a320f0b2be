namespace LymphOutcomes.Intake.Quarantining;

/// <summary>A quarantined event, as <c>GET /v1/quarantine</c> lists it; the bytes themselves stay inside.</summary>
/// <param name="Id">Grows with each entry; give it as <c>after</c> to read on.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Door"><c>http</c> or <c>amqp</c>.</param>
/// <param name="Source">CloudEvents <c>source</c>, if readable.</param>
/// <param name="EventId">CloudEvents <c>id</c>, if readable.</param>
/// <param name="Type">CloudEvents <c>type</c>, if readable.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
/// <param name="Reason">One of <see cref="ReceivingFacts.Reasons"/>.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="JsonPath">The place in the event.</param>
/// <param name="Bytes">Size of the event.</param>
public sealed record QuarantineEntry(
    long Id,
    DateTimeOffset ReceivedAt,
    string Door,
    string? Source,
    string? EventId,
    string? Type,
    Guid? Patient,
    string Reason,
    string Detail,
    string JsonPath,
    int Bytes);

/// <summary>A page of <c>GET /v1/quarantine</c>.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record QuarantinePage(IReadOnlyList<QuarantineEntry> Items, long? Next);

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>A quarantined event, as <c>GET /v1/quarantine</c> lists it.</summary>
/// <param name="Id">Grows with each entry; give it as <c>after</c> to read on.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Door"><c>http</c>, <c>amqp</c>, or <c>dead</c> for a message that a queue gave up.</param>
/// <param name="Source">CloudEvents <c>source</c>, if readable.</param>
/// <param name="EventId">CloudEvents <c>id</c>, if readable.</param>
/// <param name="Type">CloudEvents <c>type</c>, if readable.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
/// <param name="Reason">One of <see cref="ReceivingFacts.Reasons"/>: why it is here now.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="JsonPath">The place in the event.</param>
/// <param name="Bytes">Size of the event.</param>
/// <param name="State"><c>waiting</c>, <c>replayed</c> or <c>discarded</c>.</param>
/// <param name="Attempts">How often somebody tried to settle it.</param>
/// <param name="Receipt">Names it on the patient's card in alerting; null when there is no tenant.</param>
/// <param name="Queue">The queue it died in; null for what came in at a door.</param>
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
    int Bytes,
    string State,
    int Attempts,
    Guid? Receipt,
    string? Queue);

/// <summary>A page of <c>GET /v1/quarantine</c>.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record QuarantinePage(IReadOnlyList<QuarantineEntry> Items, long? Next);

/// <summary>Answer of <c>GET /v1/quarantine/{id}</c>.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hex; it stays when they are discarded.</param>
/// <param name="Raw">The bytes as they came, Base64; null when they were discarded.</param>
/// <param name="Steps">What was done about it, oldest first, at most the latest 200.</param>
public sealed record QuarantineDetails(QuarantineEntry Entry, string Sha256, byte[]? Raw, IReadOnlyList<QuarantineStep> Steps);

/// <summary>A step of somebody to settle an entry.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Subject of the token.</param>
/// <param name="Role">Role of the token.</param>
/// <param name="Step"><c>replay</c>, <c>discard</c>; <c>died-again</c> for the broker; <c>arrived-again</c> for a door, to which the
/// bytes came again after a discard; <c>read</c> for an operator who looked at bytes of no hospital.</param>
/// <param name="Why">As they said; null when nothing was said.</param>
/// <param name="Outcome"><c>begun</c> (not ended yet, or ended with the program), <c>stored</c>, <c>duplicate</c>,
/// <c>quarantined</c> (it failed again), <c>published</c>, <c>discarded</c>, <c>not-now</c> (a server was away),
/// <c>failed</c>, <c>overtaken</c>, <c>waiting</c> (of an arrival) or <c>read</c>.</param>
/// <param name="Detail">The outcome in words; null when there is nothing to add.</param>
public sealed record QuarantineStep(
    DateTimeOffset At, string Who, string Role, string Step, string? Why, string Outcome, string? Detail);

/// <summary>Which entries are meant; null members mean any.</summary>
/// <param name="State"><c>waiting</c>, <c>replayed</c>, <c>discarded</c>.</param>
/// <param name="Reason">One of <see cref="ReceivingFacts.Reasons"/>.</param>
/// <param name="Type">CloudEvents type.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Receipt">As on the patient's card.</param>
public sealed record QuarantineFilter(
    string? State = null, string? Reason = null, string? Type = null, Guid? Patient = null, Guid? Receipt = null);

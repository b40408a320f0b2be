namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>
/// Facts of one patient wait unread: what is shown of the patient may lack them. An item of <c>GET /v1/waiting</c>, also on the
/// page of alerts, on an alert and on a trajectory.
/// </summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Count">How many wait.</param>
/// <param name="Kinds">What waits and why; of very many not all.</param>
/// <param name="Since">When the oldest was parked; null when it is not known.</param>
public sealed record PatientWaiting(Guid Patient, int Count, IReadOnlyList<WaitingKind> Kinds, DateTimeOffset? Since);

/// <summary>Waiting facts of one type and one reason.</summary>
/// <param name="Reason">Why they wait, a code such as <c>not-yet-supported</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Type">CloudEvents type, or the name of a fact that alerting could not read; null when it could not be told.</param>
public sealed record WaitingKind(string Reason, int Count, string? Type = null);

/// <summary>A page of <c>GET /v1/waiting</c>.</summary>
/// <param name="Items">In the order of the patients' ids.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record WaitingPage(IReadOnlyList<PatientWaiting> Items, Guid? Next);

/// <summary>Answer of <c>GET /v1/patients/{id}/waiting</c>.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Count">How many facts wait.</param>
/// <param name="Items">In the order alerting heard of them, at most 32.</param>
public sealed record PatientWaitingFacts(Guid Patient, int Count, IReadOnlyList<WaitingItem> Items);

/// <summary>A fact that waits.</summary>
/// <param name="Receipt">Names it: <c>GET /v1/quarantine?receipt=</c> on intake finds it there.</param>
/// <param name="Reason">Why it waits, as a code.</param>
/// <param name="Since">When it was parked.</param>
/// <param name="KeptBy"><c>intake</c> (replay or discard it there) or <c>alerting</c> (it waits for a version that reads it).</param>
/// <param name="Type">CloudEvents type, or the name of a fact that alerting could not read; null when it could not be told.</param>
public sealed record WaitingItem(Guid Receipt, string Reason, DateTimeOffset Since, string KeptBy, string? Type = null);

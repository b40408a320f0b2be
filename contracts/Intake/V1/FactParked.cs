namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>
/// An event of a known patient waits in intake's quarantine. The later attempt of one receipt counts, whatever comes first.
/// </summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Reason">Why it waits, a code such as <c>not-yet-supported</c>.</param>
/// <param name="Receipt">Names the event in intake's quarantine; the same for every item about it.</param>
/// <param name="At">When intake parked it, or found that it must wait on.</param>
/// <param name="Attempt">0 at the door; later which attempt to settle it this was.</param>
/// <param name="Type">CloudEvents type, for example <c>lymph.weight-measured.v1</c>; null when it was none of ours.</param>
public sealed record FactParked(Guid Patient, string Reason, Guid Receipt, DateTimeOffset At, int Attempt, string? Type = null);

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>An event that waited in intake's quarantine waits no more. It may arrive before the <see cref="FactParked"/> it ends.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Receipt">Names the event in intake's quarantine.</param>
/// <param name="Outcome"><c>stored</c> (the fact travels by itself) or <c>discarded</c>.</param>
/// <param name="At">When intake settled it.</param>
/// <param name="Attempt">Which attempt settled it, from 1.</param>
public sealed record FactUnparked(Guid Patient, Guid Receipt, string Outcome, DateTimeOffset At, int Attempt);

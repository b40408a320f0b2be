using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>An event about to be put into quarantine.</summary>
/// <param name="Delivery">The bytes and where they came in.</param>
/// <param name="Defect">Why.</param>
/// <param name="Event">What of the envelope could be read.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
public sealed record QuarantinedEvent(Delivery Delivery, Defect Defect, CloudEvent Event, Guid? Patient);

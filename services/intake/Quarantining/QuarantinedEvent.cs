using System.Security.Cryptography;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>An event about to be put into quarantine.</summary>
/// <param name="Delivery">The bytes and where they came in.</param>
/// <param name="Defect">Why.</param>
/// <param name="Event">What of the envelope could be read.</param>
/// <param name="Patient">Our patient id; null when the patient could not be told.</param>
/// <param name="Receipt">Names the entry outside of quarantine; null when there is no tenant.</param>
/// <param name="Attempt">0, or after a discard how many attempts there had been when it came again.</param>
public sealed record QuarantinedEvent(
    Delivery Delivery, Defect Defect, CloudEvent Event, Guid? Patient, Guid? Receipt = null, int Attempt = 0)
{
    /// <summary>An event of a hospital, with the receipt its entry will have.</summary>
    public static QuarantinedEvent Of(Delivery delivery, Defect defect, CloudEvent read, Guid? patient, byte[] tenantKey)
    {
        QuarantinedEvent parked = new(delivery, defect, read, patient);
        return parked with { Receipt = ReceiptOf(tenantKey, parked.Sha256, defect.Reason) };
    }

    /// <summary>The receipt of an entry: the same whenever the same bytes come for the same reason.</summary>
    public static Guid ReceiptOf(byte[] tenantKey, byte[] sha256, string firstReason) =>
        DerivedId.From(KeyedHash.OfQuarantined(tenantKey, sha256, firstReason));

    /// <summary>Tells a redelivery of the same bytes.</summary>
    public byte[] Sha256 { get; } = SHA256.HashData(Delivery.Raw.Span);
}

using LymphOutcomes.Intake.ReadingFacts;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>A delivery whose envelope was read: its kind of fact, or its first defect.</summary>
/// <param name="Delivery">As it came.</param>
/// <param name="Event">What of the envelope could be read.</param>
/// <param name="Kind">Null when there is a defect.</param>
/// <param name="Defect">Null when the envelope is fine and its type is taken.</param>
public sealed record ReadDelivery(Delivery Delivery, CloudEvent Event, FactKind? Kind, Defect? Defect)
{
    /// <summary>Reads the envelope and finds the kind of fact. Pure.</summary>
    public static ReadDelivery Of(Delivery delivery)
    {
        (CloudEvent read, Defect? defect) = CloudEventReader.Read(delivery.Raw);
        if (defect is not null || read.Type is null)
            return new(delivery, read, null, defect);
        (FactKind? kind, Defect? unknown) = FactKinds.Of(read.Type);
        // The type first: another type may well have no subject or another kind of data.
        Defect? unfit = unknown ?? CloudEventReader.DefectOfFact(read);
        return new(delivery, read, unfit is null ? kind : null, unfit);
    }
}

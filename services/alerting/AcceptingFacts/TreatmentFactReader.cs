using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Reads sessions, their side effects and garments. Throws what <see cref="FactReader"/> parks an item for.</summary>
internal static class TreatmentFactReader
{
    /// <summary>The fact; null when the type is none of these.</summary>
    public static PatientFact? Of(string type, FactOrigin origin, RecordedFact recorded) => type switch
    {
        FactTypes.SessionCompleted => Given(origin, FactReader.Body<SessionCompleted>(recorded)),
        FactTypes.SessionPlanned => Booked(origin, FactReader.Body<SessionPlanned>(recorded)),
        FactTypes.SessionCancelled => CalledOff(origin, FactReader.Body<SessionCancelled>(recorded)),
        FactTypes.SideEffectsReported => SideEffects(origin, FactReader.Body<SideEffectsReported>(recorded)),
        FactTypes.GarmentPrescribed => Garment(origin, FactReader.Body<GarmentPrescribed>(recorded)),
        FactTypes.GarmentWorn => Worn(origin, FactReader.Body<GarmentWorn>(recorded)),
        _ => null,
    };

    private static SessionGiven Given(FactOrigin origin, SessionCompleted sent) => new(
        origin, sent.Minutes, sent.GivenBy, sent.Areas, sent.ConsentGroin, sent.Phase, sent.Purpose, sent.StoppedEarly);

    private static SessionBooked Booked(FactOrigin origin, SessionPlanned sent) =>
        new(origin, sent.StartsAt, sent.GivenBy, sent.Areas, sent.Purpose);

    private static SessionCalledOff CalledOff(FactOrigin origin, SessionCancelled sent) => new(origin, sent.OfRecord, sent.Reason);

    private static SideEffectsTold SideEffects(FactOrigin origin, SideEffectsReported sent) => new(
        origin,
        [
            .. FactReader.Entries(sent.Effects)
                .Select(effect => new SideEffectTold(effect.Effect, effect.Score, effect.Onset, effect.Resolved)),
        ],
        sent.OfRecord);

    private static GarmentGiven Garment(FactOrigin origin, GarmentPrescribed sent) =>
        new(origin, sent.Kind, sent.HoursPerDay, FactReader.SideOf(sent.Side), sent.WornAt, sent.HandedOutOn);

    private static GarmentWornOn Worn(FactOrigin origin, GarmentWorn sent) => new(origin, sent.Day, sent.Hours, sent.OfRecord);
}

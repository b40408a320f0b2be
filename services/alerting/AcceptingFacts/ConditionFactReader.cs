using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Reads what speaks for or against treating a patient. Throws what <see cref="FactReader"/> parks an item for.</summary>
internal static class ConditionFactReader
{
    /// <summary>The fact; null when the type is none of these.</summary>
    public static PatientFact? Of(string type, FactOrigin origin, RecordedFact recorded) => type switch
    {
        FactTypes.ConditionNoted => Found(origin, FactReader.Body<ConditionNoted>(recorded)),
        FactTypes.ConditionCleared => Over(origin, FactReader.Body<ConditionCleared>(recorded)),
        FactTypes.AreaRestricted => Restricted(origin, FactReader.Body<AreaRestricted>(recorded)),
        FactTypes.ProviderClearedForMld => Cleared(origin, FactReader.Body<ProviderClearedForMld>(recorded)),
        FactTypes.SelfMldInstructed => new DrainageTaught(origin, FactReader.Body<SelfMldInstructed>(recorded).Areas),
        FactTypes.ContextNoted => Context(origin, FactReader.Body<ContextNoted>(recorded)),
        _ => null,
    };

    private static ConditionFound Found(FactOrigin origin, ConditionNoted sent) =>
        new(origin, sent.Condition, sent.Onset, sent.Areas ?? [], sent.IslStage);

    private static ConditionOver Over(FactOrigin origin, ConditionCleared sent) =>
        new(origin, sent.Condition, sent.Basis, sent.OfRecord);

    private static AreasRestricted Restricted(FactOrigin origin, AreaRestricted sent) => new(origin, sent.Areas, sent.Reason);

    private static DrainageCleared Cleared(FactOrigin origin, ProviderClearedForMld sent) =>
        new(origin, sent.Conditions, sent.Until);

    // The note, if any came in by mistake of a sender between services, stays out: a log is no place for words.
    private static ContextTold Context(FactOrigin origin, ContextNoted sent) => new(origin, sent.Kind, sent.Until);
}

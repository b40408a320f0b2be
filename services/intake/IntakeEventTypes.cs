using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.MergingPatients;

namespace LymphOutcomes.Intake;

/// <summary>Stored names of intake's events. A storage format: names are never changed, only added.</summary>
public static class IntakeEventTypes
{
    /// <summary>Every event this program can read.</summary>
    public static EventTypes All { get; } = new EventTypes(ContractJson.Options)
        .Add<Recorded<PatientRegistered>>("patient-registered.v1")
        .Add<DetailsReceived>("patient-details.v1")
        .Add<Recorded<BaselineSet>>("baseline-set.v1")
        .Add<Recorded<LimbMeasured>>("limb-measured.v1")
        .Add<Recorded<RecordRetracted>>("record-retracted.v1")
        .Add<Recorded<SessionCompleted>>("session-completed.v1")
        .Add<Recorded<WeightMeasured>>("weight-measured.v1")
        .Add<Recorded<SymptomsReported>>("symptoms-reported.v1")
        .Add<Recorded<GirthMeasured>>("girth-measured.v1")
        .Add<Recorded<BioimpedanceMeasured>>("bioimpedance-measured.v1")
        .Add<Recorded<TissueDielectricMeasured>>("tissue-dielectric-measured.v1")
        .Add<Recorded<TemperatureMeasured>>("temperature-measured.v1")
        .Add<Recorded<QuestionnaireScored>>("questionnaire-scored.v1")
        .Add<Recorded<ConditionNoted>>("condition-noted.v1")
        .Add<Recorded<ConditionCleared>>("condition-cleared.v1")
        .Add<Recorded<AreaRestricted>>("area-restricted.v1")
        .Add<Recorded<ProviderClearedForMld>>("provider-cleared-for-mld.v1")
        .Add<Recorded<SelfMldInstructed>>("self-mld-instructed.v1")
        .Add<Recorded<SessionPlanned>>("session-planned.v1")
        .Add<Recorded<SessionCancelled>>("session-cancelled.v1")
        .Add<Recorded<SideEffectsReported>>("side-effects-reported.v1")
        .Add<Recorded<GarmentPrescribed>>("garment-prescribed.v1")
        .Add<Recorded<GarmentWorn>>("garment-worn.v1")
        .Add<Recorded<ContextNoted>>("context-noted.v1")
        .Add<FactWasParked>("fact-parked.v1")
        .Add<FactWasUnparked>("fact-unparked.v1")
        .Add<PatientsWereMerged>("patients-merged.v1")
        .Add<PatientsWereUnmerged>("patients-unmerged.v1")
        .Add<PatientPlaced>("identity-changed.v1");
}

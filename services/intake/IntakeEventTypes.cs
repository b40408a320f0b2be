using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;

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
        .Add<FactWasParked>("fact-parked.v1")
        .Add<FactWasUnparked>("fact-unparked.v1");
}

using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.StartingSessions;

namespace LymphOutcomes.Sessions;

/// <summary>Stored names of sessions' events. Written by hand; never changed once released.</summary>
public static class SessionEventTypes
{
    /// <summary>Every stored event.</summary>
    public static EventTypes All { get; } = new EventTypes(ContractJson.Options)
        .Add<SessionRecorded>("session-recorded.v1")
        .Add<BookingRecorded>("booking-recorded.v1")
        .Add<CancellationRecorded>("cancellation-recorded.v1")
        .Add<SideEffectsRecorded>("side-effects-recorded.v1")
        .Add<ItemParked>("item-parked.v1")
        .Add<ConditionRecorded>("condition-recorded.v1")
        .Add<ConditionEndRecorded>("condition-end-recorded.v1")
        .Add<RestrictionRecorded>("restriction-recorded.v1")
        .Add<MldClearanceRecorded>("mld-clearance-recorded.v1")
        .Add<TemperatureRecorded>("temperature-recorded.v1")
        .Add<RetractionRecorded>("retraction-recorded.v1")
        .Add<SessionHeld>("session-held.v1")
        .Add<SessionCleared>("session-cleared.v1")
        .Add<HoldOverridden>("hold-overridden.v1")
        .Add<LimbsRecorded>("limbs-recorded.v1")
        .Add<CareContextRecorded>("care-context-recorded.v1")
        .Add<InstructionRecorded>("instruction-recorded.v1")
        .Add<GarmentRecorded>("garment-recorded.v1")
        .Add<GarmentWearRecorded>("garment-wear-recorded.v1")
        .Add<FactWaits>("fact-waits.v1")
        .Add<FactWaitsNoMore>("fact-waits-no-more.v1")
        .Add<SessionStarted>("session-started.v1")
        .Add<HoldOverdue>("hold-overdue.v1")
        .Add<PatientBelongs>("patient-belongs.v1")
        .Add<FactJoined>("fact-joined.v1")
        .Add<ItemJoined>("item-joined.v1")
        .Add<NewsJoined>("news-joined.v1")
        .Add<PatientJoined>("patient-joined.v1")
        .Add<PatientParted>("patient-parted.v1");
}

using System.Text.Json;
using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting;

/// <summary>Stored names of alerting's events. Written by hand; never changed once released.</summary>
public static class AlertingEventTypes
{
    /// <summary>How events and snapshots are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Every stored event.</summary>
    public static EventTypes All { get; } = new EventTypes(Json)
        .Add<CareContextKnown>("care-context-known.v1")
        .Add<LimbsMeasured>("limbs-measured.v1")
        .Add<BaselineDeclared>("baseline-declared.v1")
        .Add<RecordTakenBack>("record-taken-back.v1")
        .Add<SessionGiven>("session-given.v1")
        .Add<PatientWeighed>("patient-weighed.v1")
        .Add<SymptomsTold>("symptoms-told.v1")
        .Add<GirthTaken>("girth-taken.v1")
        .Add<FluidMeasured>("fluid-measured.v1")
        .Add<SkinWaterMeasured>("skin-water-measured.v1")
        .Add<TemperatureTaken>("temperature-taken.v1")
        .Add<QuestionnaireAnswered>("questionnaire-answered.v1")
        .Add<ConditionFound>("condition-found.v1")
        .Add<ConditionOver>("condition-over.v1")
        .Add<AreasRestricted>("areas-restricted.v1")
        .Add<DrainageCleared>("drainage-cleared.v1")
        .Add<DrainageTaught>("drainage-taught.v1")
        .Add<SessionBooked>("session-booked.v1")
        .Add<SessionCalledOff>("session-called-off.v1")
        .Add<SideEffectsTold>("side-effects-told.v1")
        .Add<GarmentGiven>("garment-given.v1")
        .Add<GarmentWornOn>("garment-worn-on.v1")
        .Add<ContextTold>("context-told.v1")
        .Add<ItemParked>("item-parked.v1")
        .Add<FactWaits>("fact-waits.v1")
        .Add<FactWaitsNoMore>("fact-waits-no-more.v1")
        .Add<BaselineChanged>("baseline-changed.v1")
        .Add<HeldPointReleased>("held-point-released.v1")
        .Add<HeldPointRejected>("held-point-rejected.v1")
        .Add<AlertRaised>("alert-raised.v1")
        .Add<AlertRepeated>("alert-repeated.v1")
        .Add<AlertUpgraded>("alert-upgraded.v1")
        .Add<AlertCleared>("alert-cleared.v1")
        .Add<AlertWithdrawn>("alert-withdrawn.v1")
        .Add<AlertReopened>("alert-reopened.v1")
        .Add<AlertAcknowledged>("alert-acknowledged.v1")
        .Add<AlertAssigned>("alert-assigned.v1")
        .Add<AlertResolved>("alert-resolved.v1")
        .Add<RuleSetProposed>("rule-set-proposed.v1")
        .Add<RuleSetActivated>("rule-set-activated.v1")
        .Add<AlertNoted>("alert-noted.v1")
        .Add<AlertSnoozed>("alert-snoozed.v1")
        .Add<AlertSnoozeEnded>("alert-snooze-ended.v1")
        .Add<AlertEscalated>("alert-escalated.v1")
        .Add<AlertLapsed>("alert-lapsed.v1")
        .Add<AlertConverted>("alert-converted.v1")
        .Add<FindingsReleased>("findings-released.v1")
        .Add<ShadowBegun>("shadow-begun.v1")
        .Add<ShadowEnded>("shadow-ended.v1")
        .Add<PatientJudgedUnder>("patient-judged-under.v1")
        .Add<AlertReleased>("alert-released.v1")
        .Add<PatientBelongs>("patient-belongs.v1")
        .Add<FactJoined>("fact-joined.v1")
        .Add<PatientJoined>("patient-joined.v1")
        .Add<PatientParted>("patient-parted.v1")
        .Add<AlertTakenOver>("alert-taken-over.v1");
}

using System.Text.RegularExpressions;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>
/// Every kind of fact intake takes. A new one is a line here, its check beside the others, and its stored name.
/// </summary>
public static partial class FactKinds
{
    private static readonly Dictionary<string, FactKind> ByType = new FactKind[]
    {
        new FactKind<PatientRegistered>(FactTypes.PatientRegistered, fact => fact.Record, PatientRegisteredCheck.Of),
        new FactKind<PatientDetails>(FactTypes.PatientDetails, fact => fact.Record, PatientDetailsCheck.Of, storesFact: false),
        new FactKind<BaselineSet>(
            FactTypes.BaselineSet,
            fact => fact.Record,
            (fact, _) => BaselineSetCheck.Of(fact),
            (fact, nameOf) => fact with { OfRecord = Hide(fact.OfRecord, nameOf) }),
        new FactKind<LimbMeasured>(FactTypes.LimbMeasured, fact => fact.Record, (fact, _) => LimbMeasuredCheck.Of(fact)),
        new FactKind<RecordRetracted>(FactTypes.RecordRetracted, fact => fact.Record, (fact, _) => RecordRetractedCheck.Of(fact)),
        new FactKind<WeightMeasured>(FactTypes.WeightMeasured, fact => fact.Record, (fact, _) => WeightMeasuredCheck.Of(fact)),
        new FactKind<SymptomsReported>(FactTypes.SymptomsReported, fact => fact.Record, (fact, _) => SymptomsReportedCheck.Of(fact)),
        new FactKind<SessionCompleted>(FactTypes.SessionCompleted, fact => fact.Record, (fact, _) => SessionCompletedCheck.Of(fact)),
        new FactKind<GirthMeasured>(FactTypes.GirthMeasured, fact => fact.Record, (fact, _) => GirthMeasuredCheck.Of(fact)),
        new FactKind<BioimpedanceMeasured>(
            FactTypes.BioimpedanceMeasured, fact => fact.Record, (fact, _) => BioimpedanceMeasuredCheck.Of(fact)),
        new FactKind<TissueDielectricMeasured>(
            FactTypes.TissueDielectricMeasured, fact => fact.Record, (fact, _) => TissueDielectricMeasuredCheck.Of(fact)),
        new FactKind<TemperatureMeasured>(
            FactTypes.TemperatureMeasured, fact => fact.Record, (fact, _) => TemperatureMeasuredCheck.Of(fact)),
        new FactKind<QuestionnaireScored>(
            FactTypes.QuestionnaireScored, fact => fact.Record, (fact, _) => QuestionnaireScoredCheck.Of(fact)),
        new FactKind<ConditionNoted>(FactTypes.ConditionNoted, fact => fact.Record, ConditionNotedCheck.Of),
        new FactKind<ConditionCleared>(
            FactTypes.ConditionCleared,
            fact => fact.Record,
            (fact, _) => ConditionClearedCheck.Of(fact),
            (fact, nameOf) => fact with { OfRecord = Hide(fact.OfRecord, nameOf) }),
        new FactKind<AreaRestricted>(FactTypes.AreaRestricted, fact => fact.Record, (fact, _) => AreaRestrictedCheck.Of(fact)),
        new FactKind<ProviderClearedForMld>(FactTypes.ProviderClearedForMld, fact => fact.Record, ProviderClearedForMldCheck.Of),
        new FactKind<SelfMldInstructed>(
            FactTypes.SelfMldInstructed, fact => fact.Record, (fact, _) => SelfMldInstructedCheck.Of(fact)),
        new FactKind<SessionPlanned>(FactTypes.SessionPlanned, fact => fact.Record, SessionPlannedCheck.Of),
        new FactKind<SessionCancelled>(
            FactTypes.SessionCancelled,
            fact => fact.Record,
            (fact, _) => SessionCancelledCheck.Of(fact),
            (fact, nameOf) => fact with { OfRecord = nameOf(fact.OfRecord) }),
        new FactKind<SideEffectsReported>(
            FactTypes.SideEffectsReported,
            fact => fact.Record,
            SideEffectsReportedCheck.Of,
            (fact, nameOf) => fact with { OfRecord = Hide(fact.OfRecord, nameOf) }),
        new FactKind<GarmentPrescribed>(FactTypes.GarmentPrescribed, fact => fact.Record, GarmentPrescribedCheck.Of),
        new FactKind<GarmentWorn>(
            FactTypes.GarmentWorn,
            fact => fact.Record,
            GarmentWornCheck.Of,
            (fact, nameOf) => fact with { OfRecord = Hide(fact.OfRecord, nameOf) }),
        // Not facts of one patient: MergingPatients decides on them.
        new FactKind<PatientsMerged>(
            FactTypes.PatientsMerged, fact => fact.Record, (fact, _) => PatientsMergedCheck.Of(fact), storesFact: false),
        new FactKind<PatientsUnmerged>(
            FactTypes.PatientsUnmerged, fact => fact.Record, (fact, _) => PatientsMergedCheck.Of(fact), storesFact: false),
        // Words for people never enter a log: they go where they can be erased (ContextNotes).
        new FactKind<ContextNoted>(
            FactTypes.ContextNoted, fact => fact.Record, ContextNotedCheck.Of, withoutText: fact => fact with { Note = null }),
    }.ToDictionary(kind => $"lymph.{kind.Name}.v1", StringComparer.Ordinal);

    /// <summary>CloudEvents types that are taken.</summary>
    public static IReadOnlyCollection<string> Types => ByType.Keys;

    /// <summary>The kind of a CloudEvents type, or why there is none; exactly one of the two is null. Pure.</summary>
    public static (FactKind? Kind, Defect? Defect) Of(string type)
    {
        if (ByType.TryGetValue(type, out FactKind? kind))
            return (kind, null);
        return OursPattern().IsMatch(type)
            ? (null, new(Reasons.NotYetSupported, "$.type", "kept until this system understands it"))
            : (null, new(Reasons.UnknownType, "$.type", "expected lymph.{name}.v{number}"));
    }

    /// <summary>True for a type that is taken or may be one day: such a name says nothing about a patient. Pure.</summary>
    public static bool IsOurs(string? type) => type is not null && OursPattern().IsMatch(type);

    private static string? Hide(string? record, Func<string, string> nameOf) => record is null ? null : nameOf(record);

    [GeneratedRegex(@"^lymph\.[a-z][a-z0-9-]{1,60}\.v[1-9][0-9]{0,3}\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OursPattern();
}

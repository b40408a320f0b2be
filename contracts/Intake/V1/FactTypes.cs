namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Names of the facts a hospital may publish. On the wire a CloudEvents <c>type</c> is <c>lymph.{name}.v1</c>.</summary>
public static class FactTypes
{
    /// <summary>Care context: limbs at risk, cause, surgery. Data: <see cref="V1.PatientRegistered"/>.</summary>
    public const string PatientRegistered = "patient-registered";

    /// <summary>Name, phone, provider; kept in the directory and in no log. Data: <see cref="V1.PatientDetails"/>.</summary>
    public const string PatientDetails = "patient-details";

    /// <summary>The starting size, named by a person. Data: <see cref="V1.BaselineSet"/>.</summary>
    public const string BaselineSet = "baseline-set";

    /// <summary>Both limbs measured in one sitting. Data: <see cref="V1.LimbMeasured"/>.</summary>
    public const string LimbMeasured = "limb-measured";

    /// <summary>An earlier record was wrong. Data: <see cref="V1.RecordRetracted"/>.</summary>
    public const string RecordRetracted = "record-retracted";

    /// <summary>A drainage session took place. Data: <see cref="V1.SessionCompleted"/>.</summary>
    public const string SessionCompleted = "session-completed";

    /// <summary>Girth of belly, neck, hand or foot. Data: <see cref="V1.GirthMeasured"/>.</summary>
    public const string GirthMeasured = "girth-measured";

    /// <summary>Fluid index of a limb. Data: <see cref="V1.BioimpedanceMeasured"/>.</summary>
    public const string BioimpedanceMeasured = "bioimpedance-measured";

    /// <summary>Water in the skin, place by place. Data: <see cref="V1.TissueDielectricMeasured"/>.</summary>
    public const string TissueDielectricMeasured = "tissue-dielectric-measured";

    /// <summary>Body weight. Data: <see cref="V1.WeightMeasured"/>.</summary>
    public const string WeightMeasured = "weight-measured";

    /// <summary>Body temperature. Data: <see cref="V1.TemperatureMeasured"/>.</summary>
    public const string TemperatureMeasured = "temperature-measured";

    /// <summary>What the patient said about symptoms. Data: <see cref="V1.SymptomsReported"/>.</summary>
    public const string SymptomsReported = "symptoms-reported";

    /// <summary>Score of a questionnaire. Data: <see cref="V1.QuestionnaireScored"/>.</summary>
    public const string QuestionnaireScored = "questionnaire-scored";

    /// <summary>The patient has a condition. Data: <see cref="V1.ConditionNoted"/>.</summary>
    public const string ConditionNoted = "condition-noted";

    /// <summary>A condition is over. Data: <see cref="V1.ConditionCleared"/>.</summary>
    public const string ConditionCleared = "condition-cleared";

    /// <summary>Areas not to be massaged. Data: <see cref="V1.AreaRestricted"/>.</summary>
    public const string AreaRestricted = "area-restricted";

    /// <summary>A provider allows drainage in spite of conditions. Data: <see cref="V1.ProviderClearedForMld"/>.</summary>
    public const string ProviderClearedForMld = "provider-cleared-for-mld";

    /// <summary>The patient was taught drainage at home. Data: <see cref="V1.SelfMldInstructed"/>.</summary>
    public const string SelfMldInstructed = "self-mld-instructed";

    /// <summary>A session was booked. Data: <see cref="V1.SessionPlanned"/>.</summary>
    public const string SessionPlanned = "session-planned";

    /// <summary>A booked session will not take place. Data: <see cref="V1.SessionCancelled"/>.</summary>
    public const string SessionCancelled = "session-cancelled";

    /// <summary>How the patient felt after a session. Data: <see cref="V1.SideEffectsReported"/>.</summary>
    public const string SideEffectsReported = "side-effects-reported";

    /// <summary>A compression garment to wear. Data: <see cref="V1.GarmentPrescribed"/>.</summary>
    public const string GarmentPrescribed = "garment-prescribed";

    /// <summary>Hours a garment was worn on a day. Data: <see cref="V1.GarmentWorn"/>.</summary>
    public const string GarmentWorn = "garment-worn";

    /// <summary>Two identifiers are one person. Data: <see cref="V1.PatientsMerged"/>.</summary>
    public const string PatientsMerged = "patients-merged";

    /// <summary>A merge was wrong. Data: <see cref="V1.PatientsUnmerged"/>.</summary>
    public const string PatientsUnmerged = "patients-unmerged";

    /// <summary>Something a reader of the trajectory should know. Data: <see cref="V1.ContextNoted"/>.</summary>
    public const string ContextNoted = "context-noted";
}

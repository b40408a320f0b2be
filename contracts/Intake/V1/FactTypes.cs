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
}

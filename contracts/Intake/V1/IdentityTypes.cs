namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Name of the item by which intake tells whose facts are one person's. It travels between services only.</summary>
public static class IdentityTypes
{
    /// <summary>A patient was merged into another, or is a patient of their own again. Data: <see cref="V1.IdentityChanged"/>.</summary>
    public const string IdentityChanged = "identity-changed";
}

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>Values of the <c>role</c> claim.</summary>
public static class Roles
{
    /// <summary>A hospital's system: sends facts, reads receipts and alerts.</summary>
    public const string System = "system";

    /// <summary>A care coordinator: works the alerts.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>A coordinator who may also release held-back alerts and change rule sets.</summary>
    public const string Lead = "lead";

    /// <summary>A therapist: records sessions.</summary>
    public const string Therapist = "therapist";

    /// <summary>Who runs this system: settles in quarantine what belongs to no hospital.</summary>
    public const string Operator = "operator";

    /// <summary>All of them; a token with another role is refused.</summary>
    public static IReadOnlyList<string> All { get; } = [System, Coordinator, Lead, Therapist, Operator];
}

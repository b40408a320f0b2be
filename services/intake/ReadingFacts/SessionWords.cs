namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>The words that sessions booked and sessions given have in common (domain sheet 3.1).</summary>
internal static class SessionWords
{
    /// <summary>Who gives a session.</summary>
    public static readonly string[] Givers = ["therapist", "self", "caregiver"];

    /// <summary>Phases of decongestive therapy.</summary>
    public static readonly string[] Phases = ["intensive", "maintenance", "unknown"];

    /// <summary>What it is for.</summary>
    public static readonly string[] Purposes = ["lymphedema", "cosmetic"];
}

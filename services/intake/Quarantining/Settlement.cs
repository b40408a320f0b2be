using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>What became of the wish to settle an entry.</summary>
public abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>This hospital has no such entry.</summary>
    public sealed record Unknown : Settlement;

    /// <summary>It cannot be done, and trying again will not help unless something else changes.</summary>
    /// <param name="Code">Short and stable, for programs.</param>
    /// <param name="Why">For people.</param>
    public sealed record Refused(string Code, string Why) : Settlement;

    /// <summary>It was tried, and this came of it.</summary>
    /// <param name="Outcome"><c>stored</c>, <c>duplicate</c>, <c>quarantined</c>, <c>published</c> or <c>discarded</c>.</param>
    /// <param name="Receipt">Of a replay: as the door would have answered. Null otherwise.</param>
    public sealed record Done(string Outcome, Receipt? Receipt) : Settlement;
}

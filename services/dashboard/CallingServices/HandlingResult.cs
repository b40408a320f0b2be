namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>What became of a person's command.</summary>
public abstract record HandlingResult
{
    private HandlingResult()
    {
    }

    /// <summary>It is stored.</summary>
    public sealed record Stored : HandlingResult;

    /// <summary>Somebody handled the alert after the page was shown; nothing was changed.</summary>
    public sealed record SomebodyWasFirst : HandlingResult;

    /// <summary>The alert is not in a state for it; nothing was changed.</summary>
    /// <param name="Why">Alerting's sentence; null when it gave none.</param>
    public sealed record NotPossible(string? Why) : HandlingResult;

    /// <summary>There is no such alert.</summary>
    public sealed record Unknown : HandlingResult;
}

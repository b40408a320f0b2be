namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>Up to when sessions knows what the hospitals have told.</summary>
/// <param name="HeardUpTo">Everything intake had stored by then has come in; null when nothing was heard since the start.</param>
public sealed record IntakeFreshness(DateTimeOffset? HeardUpTo)
{
    /// <summary>After so long without a word of intake's log, facts are stale. 15 minutes [choice].</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);

    /// <summary>True when what is known is too old to say that nothing speaks against a session.</summary>
    public bool IsStale(DateTimeOffset now) => HeardUpTo is not { } at || now - at >= GoodFor;
}

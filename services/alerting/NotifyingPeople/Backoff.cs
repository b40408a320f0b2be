namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>When to try again. Pure.</summary>
/// <remarks>
/// 5 s, 10 s, 20 s … up to an hour, each shortened by up to a half, so that what failed together does not come back together. A
/// receiver that was away for a day is told within an hour of its return; after three days a person must look. The times are choices.
/// </remarks>
public static class Backoff
{
    /// <summary>Most attempts at one delivery.</summary>
    public const int AttemptsMax = 160;

    /// <summary>No attempt begins later than this after the first.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(72);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private const int DoublingsMax = 12;

    /// <summary>When the next attempt is due after one that failed; null when there is to be none.</summary>
    /// <param name="attempt">Which one failed, from 1.</param>
    /// <param name="firstAttemptAt">When the first one began.</param>
    /// <param name="now">The moment.</param>
    /// <param name="draw">A number from 0 (wait as long as may be) to below 1 (half as long).</param>
    public static DateTimeOffset? Next(int attempt, DateTimeOffset firstAttemptAt, DateTimeOffset now, double draw)
    {
        if (attempt >= AttemptsMax)
            return null;
        TimeSpan whole = First * Math.Pow(2, Math.Clamp(attempt - 1, 0, DoublingsMax));
        DateTimeOffset next = now + ((whole < Longest ? whole : Longest) * (1 - (draw / 2)));
        return next - firstAttemptAt > GivenUpAfter ? null : next;
    }
}

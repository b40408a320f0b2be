namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Says how far behind a reader is, for people.</summary>
public static class LagWords
{
    /// <summary>A span in its two largest units that matter: <c>45 s</c>, <c>3 min</c>, <c>2 h 10 min</c>, <c>3 d 4 h</c>.</summary>
    /// <param name="span">Negative counts as zero: clocks of two machines differ.</param>
    public static string Say(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalMinutes: < 2 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 2 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    /// <summary>Where a reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="now">When it was looked at.</param>
    public static string Say(ReaderSeen reader, DateTimeOffset now) => reader switch
    {
        _ when reader.Position > reader.Head => $"{reader.Position - reader.Head} ahead of the log",
        { Lag: 0 } => "up to date",
        { WaitingSince: { } since } => $"{reader.Lag} behind, the oldest for {Say(now - since)}",
        _ => $"{reader.Lag} behind",
    };
}

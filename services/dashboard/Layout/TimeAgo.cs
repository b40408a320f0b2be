namespace LymphOutcomes.Dashboard.Layout;

/// <summary>A span of time in rough words.</summary>
public static class TimeAgo
{
    /// <summary>For example <c>just now</c>, <c>1 minute ago</c>, <c>3 days ago</c>.</summary>
    /// <param name="span">How long ago; a negative span (clocks that differ) is <c>just now</c>.</param>
    public static string Say(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } => Count((int)span.TotalMinutes, "minute"),
        { TotalHours: < 24 } => Count((int)span.TotalHours, "hour"),
        { TotalDays: < 60 } => Count((int)span.TotalDays, "day"),
        { TotalDays: < 730 } => Count((int)(span.TotalDays / 30.44), "month"),
        _ => Count((int)(span.TotalDays / 365.25), "year"),
    };

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit} ago" : $"{number} {unit}s ago";
}

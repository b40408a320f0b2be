using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.HandlingAlerts;

/// <summary>For how long a person may put an alert aside.</summary>
/// <param name="Value">As the form sends it.</param>
/// <param name="Words">For the person.</param>
/// <param name="Until">The moment it comes back.</param>
/// <param name="ForUrgent">True when an urgent alert may rest that long.</param>
public sealed record SnoozeChoice(string Value, string Words, Func<Display, DateTimeOffset> Until, bool ForUrgent = false)
{
    /// <summary>Sent to take an alert back at once.</summary>
    public const string Back = "back";

    private const int MorningHour = 9;

    private static readonly SnoozeChoice[] All =
    [
        // A little less, so that it is still within the hour when it arrives.
        new("hour", "1 hour", display => display.Now.AddMinutes(59), ForUrgent: true),
        new("tomorrow", "until tomorrow, 9:00", display => display.DayAhead(1, MorningHour)),
        new("week", "a week", display => display.DayAhead(7, MorningHour)),
    ];

    /// <summary>What an alert allows.</summary>
    /// <param name="severity">As on the wire; one that is not known counts as urgent.</param>
    public static IEnumerable<SnoozeChoice> For(string severity) =>
        All.Where(choice => choice.ForUrgent || severity is "info" or "watch" or "call_provider");

    /// <summary>The choice a form sent; null when there is none of that name.</summary>
    /// <param name="value">As sent.</param>
    public static SnoozeChoice? Of(string? value) => Array.Find(All, choice => choice.Value == value);
}

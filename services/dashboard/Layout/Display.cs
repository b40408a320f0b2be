using System.Globalization;

namespace LymphOutcomes.Dashboard.Layout;

/// <summary>Section <c>Display</c>: how times are shown.</summary>
public sealed record DisplayOptions
{
    /// <summary>The clinic's time zone, an IANA name. Default <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";
}

/// <summary>Times as the clinic reads them.</summary>
/// <param name="zone">The clinic's time zone.</param>
/// <param name="clock">Now.</param>
public sealed class Display(TimeZoneInfo zone, TimeProvider clock)
{
    private const long LastTick = 3_155_378_975_999_999_999;
    private static readonly string[] FieldFormats = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];
    private static readonly string[] OffsetFormats = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Name of the time zone, for the foot of the page.</summary>
    public string ZoneName => zone.Id;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day it is at the clinic.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, zone).DateTime);

    /// <summary>A day, for example <c>2 Mar 2026</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Day(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):d MMM yyyy}";

    /// <summary>A month, for example <c>March 2026</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Month(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):MMMM yyyy}";

    /// <summary>A day and a time, for example <c>2 Mar 2026, 09:14</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Moment(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):d MMM yyyy, HH:mm}";

    /// <summary>A time of day with seconds, for example <c>09:14:07</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Clock(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):HH:mm:ss}";

    /// <summary>An hour of a day to come, in the clinic's time zone.</summary>
    /// <param name="days">How many days ahead; 0 is today.</param>
    /// <param name="hour">0 to 23.</param>
    public DateTimeOffset DayAhead(int days, int hour)
    {
        DateTime local = TimeZoneInfo.ConvertTime(Now, zone).Date.AddDays(days).AddHours(hour);
        return new(local, zone.GetUtcOffset(local));
    }

    /// <summary>As a field for date and time has it, in the clinic's time zone: <c>2026-03-02T09:14</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Field(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-ddTHH:mm}";

    /// <summary>
    /// What a field for date and time sent, in the clinic's time zone, or a time with an offset; null when it is neither.
    /// </summary>
    /// <param name="typed">As sent.</param>
    public DateTimeOffset? Read(string? typed)
    {
        if (DateTime.TryParseExact(typed, FieldFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            TimeSpan offset = zone.GetUtcOffset(local);
            // The first and last hours there are have no moment in some time zones.
            return local.Ticks - offset.Ticks is >= 0 and <= LastTick ? new DateTimeOffset(local, offset) : null;
        }

        return DateTimeOffset.TryParseExact(typed, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;
    }

    /// <summary>How long ago that was, for example <c>3 hours ago</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Ago(DateTimeOffset at) => TimeAgo.Say(Now - at);
}

/// <summary>Adds <see cref="Display"/>.</summary>
public static class DisplayRegistration
{
    /// <summary>Reads section <c>Display</c>; an unknown time zone stops the start with a sentence.</summary>
    /// <param name="builder">The host.</param>
    public static void AddDisplay(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DisplayOptions>()
            .BindConfiguration("Display")
            .Validate(
                display => TimeZoneInfo.TryFindSystemTimeZoneById(display.TimeZone, out _),
                "Display:TimeZone must be an IANA time zone such as Europe/Ljubljana.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new Display(
            TimeZoneInfo.FindSystemTimeZoneById(
                services.GetRequiredService<Microsoft.Extensions.Options.IOptions<DisplayOptions>>().Value.TimeZone),
            services.GetRequiredService<TimeProvider>()));
    }
}

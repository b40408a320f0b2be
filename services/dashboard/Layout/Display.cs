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
    /// <summary>Name of the time zone, for the foot of the page.</summary>
    public string ZoneName => zone.Id;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day it is at the clinic.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, zone).DateTime);

    /// <summary>A day, for example <c>2 Mar 2026</c>.</summary>
    /// <param name="at">Any offset.</param>
    public string Day(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):d MMM yyyy}";

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

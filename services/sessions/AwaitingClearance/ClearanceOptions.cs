using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>How long a session on hold may wait; section <c>Clearance</c>.</summary>
public sealed record ClearanceOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Clearance";

    /// <summary>So long may a planned session be on hold before it is said that nobody has cleared it. Default: 72 hours
    /// [choice].</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Within { get; set; } = TimeSpan.FromHours(72);
}

using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>How a route carries its messages.</summary>
public enum Channel
{
    /// <summary>A signed HTTP POST.</summary>
    [JsonStringEnumMemberName("webhook")]
    Webhook,

    /// <summary>A message by SMTP.</summary>
    [JsonStringEnumMemberName("email")]
    Email,
}

/// <summary>Who is at the other end.</summary>
public enum Audience
{
    /// <summary>Those who work the alerts: told when one is raised, becomes more severe, or opens again.</summary>
    [JsonStringEnumMemberName("coordinator")]
    Coordinator,

    /// <summary>Who leads them: told when an alert was not taken up in time.</summary>
    [JsonStringEnumMemberName("lead")]
    Lead,
}

/// <summary>To whom a hospital wants which alerts sent. Made by <see cref="RouteReader"/>, so all of it was checked.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Name">Unique in the hospital; part of every delivery's id.</param>
/// <param name="Channel">How.</param>
/// <param name="Audience">Who.</param>
/// <param name="AtLeast">Least severity; never <see cref="Severity.Info"/>.</param>
/// <param name="Rules">Ids of the rules it wants; empty: all.</param>
/// <param name="Recipient">For the log of what was sent: the e-mail address, or the host without the path, which may be secret.</param>
/// <param name="Url">Where a webhook posts to; null for e-mail.</param>
/// <param name="Secret">Signs what a webhook posts; empty for e-mail.</param>
/// <param name="QuietHours">When only urgent is sent; null: there are none.</param>
/// <param name="AtOnce">Most messages under way at a time, 1 to 32.</param>
public sealed record Route(
    string Tenant,
    string Name,
    Channel Channel,
    Audience Audience,
    Severity AtLeast,
    IReadOnlySet<string> Rules,
    string Recipient,
    Uri? Url,
    ReadOnlyMemory<byte> Secret,
    QuietHours? QuietHours,
    int AtOnce)
{
    /// <summary>True when it wants alerts of this rule and severity.</summary>
    /// <param name="rule">Rule id.</param>
    /// <param name="severity">As the alert stands.</param>
    public bool Wants(string rule, Severity severity) => severity >= AtLeast && (Rules.Count == 0 || Rules.Contains(rule));

    /// <summary>True while nothing but urgent may be sent.</summary>
    /// <param name="now">The moment, at any offset.</param>
    public bool IsQuiet(DateTimeOffset now) => QuietHours?.Include(now) == true;
}

/// <summary>Hours of the day in which only urgent is sent, by the clock on the wall of the people who would be woken.</summary>
/// <param name="From">Beginning, included.</param>
/// <param name="To">End, not included; before <paramref name="From"/> when midnight lies between.</param>
/// <param name="Zone">Whose wall.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>True when the moment lies in them; the hour that comes twice in autumn is the same both times.</summary>
    /// <param name="moment">The moment, at any offset.</param>
    public bool Include(DateTimeOffset moment) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime).IsBetween(From, To);
}

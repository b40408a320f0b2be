using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Section <c>Notifications</c>: whom to tell, and how. Without routes nobody is told.</summary>
public sealed class NotificationOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Notifications";

    /// <summary>A JSON file with the section, read at start: secrets belong in a file that only the program may read.</summary>
    public const string FileKey = "Notifications:File";

    /// <summary>Where people open the dashboard, for the link in an e-mail; null: there is no link.</summary>
    public Uri? DashboardUrl { get; init; }

    /// <summary>An attempt without an answer by then has failed, even if the answer comes later. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often is looked for what is due. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The mail server; needed when a route sends e-mail.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>At most 500.</summary>
    public IReadOnlyList<RouteOptions> Routes { get; init; } = [];
}

/// <summary>The mail server that takes our messages.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its host name; null: there is none.</summary>
    public string? Host { get; init; }

    /// <summary>Its port. Default 587 (submission).</summary>
    public int Port { get; init; } = 587;

    /// <summary><c>starttls</c> (the default), <c>tls</c>, or <c>none</c>, which is allowed to this machine only.</summary>
    public string Security { get; init; } = "starttls";

    /// <summary>Who signs in there; null: nobody does.</summary>
    public string? User { get; init; }

    /// <summary>With which password.</summary>
    public string? Password { get; init; }

    /// <summary>Address the messages come from.</summary>
    public string? From { get; init; }
}

/// <summary>One route as it is written in the settings.</summary>
public sealed class RouteOptions
{
    /// <summary>The hospital.</summary>
    public string? Tenant { get; init; }

    /// <summary>
    /// Unique in the hospital; letters, digits, dashes. Another name is another route: what waits for the old one is given up.
    /// </summary>
    public string? Name { get; init; }

    /// <summary><c>webhook</c> or <c>email</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>Least severity: <c>watch</c>, <c>call_provider</c> (the default) or <c>urgent</c>.</summary>
    public string Severity { get; init; } = "call_provider";

    /// <summary>Ids of the rules; empty: all.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary><c>coordinator</c> (the default) or <c>lead</c>.</summary>
    public string Audience { get; init; } = "coordinator";

    /// <summary>Webhook: where to post to; https, or this machine.</summary>
    public string? Url { get; init; }

    /// <summary>Webhook: at least 32 characters, shared with the receiver.</summary>
    public string? Secret { get; init; }

    /// <summary>E-mail: to whom.</summary>
    public string? Address { get; init; }

    /// <summary>When only urgent is sent; null: there are none.</summary>
    public QuietHoursOptions? QuietHours { get; init; }

    /// <summary>Most messages under way at a time, 1 to 32. Default 4.</summary>
    public int AtOnce { get; init; } = 4;
}

/// <summary>Quiet hours as they are written in the settings.</summary>
public sealed class QuietHoursOptions
{
    /// <summary>For example <c>22:00</c>.</summary>
    public string? From { get; init; }

    /// <summary>For example <c>06:30</c>.</summary>
    public string? To { get; init; }

    /// <summary>Name of the time zone, for example <c>Europe/Vienna</c>.</summary>
    public string? Zone { get; init; }
}

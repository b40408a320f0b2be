using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.ServiceDefaults.SigningIn;
using MimeKit;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Settings to a route, or to the sentence that says what is wrong with them. Pure.</summary>
public static partial class RouteReader
{
    private const int SecretMin = 32;
    private const int AtOnceMax = 32;

    /// <summary>The route; null when something is wrong.</summary>
    /// <param name="options">As written.</param>
    /// <param name="fault">What is wrong, for the operator; null when nothing is. Never holds a secret.</param>
    public static Route? Read(RouteOptions options, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(options);
        fault = Fault(options);
        if (fault is not null)
            return null;

        Channel channel = Read<Channel>(options.Channel);
        Uri? url = channel == Channel.Webhook ? new(options.Url!) : null;
        return new(
            options.Tenant!,
            options.Name!,
            channel,
            Read<Audience>(options.Audience),
            Read<Severity>(options.Severity),
            options.Rules.ToFrozenSet(StringComparer.Ordinal),
            url is null ? options.Address! : url.GetLeftPart(UriPartial.Authority),
            url,
            channel == Channel.Webhook ? Encoding.UTF8.GetBytes(options.Secret!) : default(ReadOnlyMemory<byte>),
            options.QuietHours is { } quiet ? Hours(quiet, out _) : null,
            options.AtOnce);
    }

    private static string? Fault(RouteOptions options)
    {
        if (options.Tenant is null || !LymphClaims.IsTenant(options.Tenant))
            return "Tenant is no tenant id.";
        if (options.Name is null || !RouteName().IsMatch(options.Name))
            return "Name must be 2 to 41 of a-z, 0-9 and dashes, a letter first.";
        if (!WireText.TryParse(options.Audience, out Audience _))
            return $"Audience is not one of {string.Join(", ", WireText.All<Audience>())}.";
        if (!WireText.TryParse(options.Severity, out Severity severity))
            return $"Severity is not one of {string.Join(", ", WireText.All<Severity>())}.";
        if (severity == Severity.Info)
            return "Severity info notifies nobody: say watch, call_provider or urgent.";
        if (options.Rules.FirstOrDefault(rule => !Rules.Ids.Contains(rule)) is { } unknown)
            return $"there is no rule {unknown}.";
        if (options.AtOnce is < 1 or > AtOnceMax)
            return $"AtOnce is 1 to {AtOnceMax}.";
        if (options.QuietHours is { } quiet && Hours(quiet, out string? hours) is null)
            return hours;
        if (!WireText.TryParse(options.Channel, out Channel channel))
            return $"Channel is not one of {string.Join(", ", WireText.All<Channel>())}.";
        return channel == Channel.Webhook ? WebhookFault(options) : EmailFault(options);
    }

    private static string? WebhookFault(RouteOptions options)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out Uri? url) || !NotificationOptionsCheck.IsSafe(url))
            return "Url must be an https address without user or password in it (http to this machine only).";
        return options.Secret is null or { Length: < SecretMin } ? $"Secret must be at least {SecretMin} characters." : null;
    }

    private static string? EmailFault(RouteOptions options) =>
        MailboxAddress.TryParse(options.Address, out MailboxAddress? address) && address.Domain.Length > 0
            && address.Address == options.Address
            ? null
            : "Address must be one e-mail address, without a name.";

    private static QuietHours? Hours(QuietHoursOptions options, out string? fault)
    {
        fault = null;
        if (!TryClock(options.From, out TimeOnly from) || !TryClock(options.To, out TimeOnly to) || from == to)
            fault = "QuietHours:From and :To must be two times of day, for example 22:00 and 06:30.";
        else if (options.Zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out TimeZoneInfo? zone))
            fault = "QuietHours:Zone is no time zone of this machine, for example Europe/Vienna.";
        else
            return new(from, to, zone);
        return null;
    }

    private static T Read<T>(string? word)
        where T : struct, Enum => WireText.TryParse(word, out T value) ? value : throw new UnreachableException();

    private static bool TryClock(string? text, out TimeOnly clock) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out clock);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex RouteName();
}

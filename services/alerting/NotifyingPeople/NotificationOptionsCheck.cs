using Microsoft.Extensions.Options;
using MimeKit;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>
/// Stops the program at start, with one sentence a fault, when a route could not be served: to find out at the first urgent alert
/// would be too late.
/// </summary>
public sealed class NotificationOptionsCheck : IValidateOptions<NotificationOptions>
{
    private const int RoutesMax = 500;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(NotificationOptions options)
    {
        if (options.Routes.Count > RoutesMax)
            yield return $"Notifications:Routes has more than {RoutesMax} routes.";
        if (options.DashboardUrl is { } dashboard && !IsSafe(dashboard))
            yield return "Notifications:DashboardUrl must be an https address (http to this machine only).";

        List<Route> routes = [];
        for (int i = 0; i < options.Routes.Count; i++)
        {
            if (RouteReader.Read(options.Routes[i], out string? fault) is { } route)
                routes.Add(route);
            else
                yield return $"Notifications:Routes:{i}: {fault}";
        }

        foreach (var twice in routes.GroupBy(route => (route.Tenant, route.Name)).Where(same => same.Count() > 1))
            yield return $"Notifications:Routes has two routes {twice.Key.Name} of {twice.Key.Tenant}.";
        if (routes.Exists(route => route.Channel == Channel.Email) && SmtpFault(options.Smtp) is { } smtp)
            yield return $"A route sends e-mail, and Notifications:Smtp {smtp}";
    }

    private static string? SmtpFault(SmtpOptions smtp)
    {
        if (string.IsNullOrWhiteSpace(smtp.Host))
            return "has no Host.";
        if (smtp.Port is < 1 or > ushort.MaxValue)
            return "has a Port that is none.";
        if (smtp.From is null || !MailboxAddress.TryParse(smtp.From, out MailboxAddress? from) || from.Domain.Length == 0)
            return "has no From that is an e-mail address.";
        if (smtp.Security is not ("starttls" or "tls" or "none"))
            return "has a Security that is not starttls, tls or none.";
        if (smtp.Security == "none" && !IsThisMachine(smtp.Host))
            return "has Security none, which is allowed to this machine only.";
        return smtp.User is not null && string.IsNullOrEmpty(smtp.Password) ? "has a User without a Password." : null;
    }

    /// <summary>True for https, and for http that does not leave this machine.</summary>
    internal static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0;

    private static bool IsThisMachine(string host) =>
        Uri.TryCreate($"smtp://{host}", UriKind.Absolute, out Uri? address) && address.IsLoopback;
}

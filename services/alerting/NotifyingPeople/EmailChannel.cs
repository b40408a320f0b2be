using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>A message by SMTP, each on a connection of its own.</summary>
/// <param name="options">The mail server.</param>
public sealed class EmailChannel(IOptions<NotificationOptions> options) : IChannel
{
    /// <inheritdoc/>
    public Channel Channel => Channel.Email;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(Route route, ClaimedDelivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(delivery);
        SmtpOptions smtp = options.Value.Smtp;
        using MimeMessage message = EmailMessage.Of(route, delivery, options.Value);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(smtp.Host!, smtp.Port, SecurityOf(smtp), ct);
            if (smtp.User is { } user)
                await client.AuthenticateAsync(user, smtp.Password!, ct);
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused)
        {
            return new(IsSent: false, $"SMTP {(int)refused.StatusCode}");
        }
        catch (Exception away) when (away is IOException or System.Net.Sockets.SocketException or SmtpProtocolException
            or MailKit.Security.AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            // Its message may quote what was sent; the kind of failure is enough for a person.
            return new(IsSent: false, $"mail server: {away.GetType().Name}");
        }

        await LeaveAsync(client, ct);
        return new(IsSent: true, "taken by the mail server");
    }

    // The server has it: what goes wrong in saying good-bye must not send it again.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception)
        {
            // Disposing closes the connection.
        }
    }

    private static SecureSocketOptions SecurityOf(SmtpOptions smtp) => smtp.Security switch
    {
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}

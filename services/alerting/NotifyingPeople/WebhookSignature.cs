using System.Security.Cryptography;
using System.Text;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>
/// The header by which a receiver knows that a webhook is ours and when it was sent:
/// <c>t=1772442000,v1=…</c>, <c>v1</c> the lower-case hex HMAC-SHA256 of <c>t.body</c> under the shared secret. Pure.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Webhook-Signature";

    /// <summary>The header's value.</summary>
    /// <param name="secret">Shared with the receiver.</param>
    /// <param name="body">The bytes sent.</param>
    /// <param name="now">When they are sent; whole seconds count.</param>
    public static string Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        long seconds = now.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{seconds}."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed))}";
    }
}

using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>
/// Issues tokens for laptops, tests and demos, signed (HS256) with a key in a file that all programs share. Whoever can read the
/// file can be anybody, so every program refuses to start with it in Production (<see cref="SignInOptionsCheck"/>).
/// </summary>
public sealed class DevelopmentIssuer
{
    /// <summary>The <c>iss</c> of its tokens.</summary>
    public const string Issuer = "lymph-development";

    /// <summary>The <c>aud</c> of its tokens.</summary>
    public const string Audience = "lymph-outcomes";

    /// <summary>Length of the key, bytes.</summary>
    public const int KeyBytes = 32;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private DevelopmentIssuer(byte[] key) => Key = new SymmetricSecurityKey(key);

    /// <summary>What its tokens are checked with.</summary>
    public SecurityKey Key { get; }

    /// <summary>Reads the key.</summary>
    /// <param name="keyFile">Path of a text file: base64 of <see cref="KeyBytes"/> random bytes.</param>
    /// <exception cref="InvalidOperationException">The file cannot be read or does not hold such a key; says
    /// which.</exception>
    public static DevelopmentIssuer Load(string keyFile)
    {
        string text;
        try
        {
            text = File.ReadAllText(keyFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"The development issuer's key file '{keyFile}' cannot be read.", e);
        }

        // One byte more than a key, so that a longer file is seen as such and not cut.
        byte[] key = new byte[KeyBytes + 1];
        if (!Convert.TryFromBase64String(text, key, out int length) || length != KeyBytes)
            throw new InvalidOperationException(
                $"The development issuer's key file '{keyFile}' must hold the base64 of {KeyBytes} random bytes.");
        return new DevelopmentIssuer(key[..KeyBytes]);
    }

    /// <summary>A signed token.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="subject">Who.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="lifetime">How long it is good for, more than zero.</param>
    /// <param name="now">Time of issue.</param>
    /// <exception cref="ArgumentException">The tenant, role or lifetime would be refused by every program.</exception>
    public string Issue(string tenant, string subject, string role, TimeSpan lifetime, DateTimeOffset now)
    {
        if (!LymphClaims.IsTenant(tenant))
            throw new ArgumentException($"'{tenant}' is not a tenant id.", nameof(tenant));
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        if (!Roles.All.Contains(role))
            throw new ArgumentException($"'{role}' is none of {string.Join(", ", Roles.All)}.", nameof(role));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);

        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [LymphClaims.Subject] = subject,
                [LymphClaims.Tenant] = tenant,
                [LymphClaims.Role] = role,
            },
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Text of a new key file.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
}

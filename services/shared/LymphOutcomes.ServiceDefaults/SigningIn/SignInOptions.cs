using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>
/// Section <c>Auth</c>: who vouches for callers. Exactly one of <see cref="Authority"/> and
/// <see cref="DevelopmentIssuer"/>; <see cref="SignInOptionsCheck"/> holds that at start.
/// </summary>
public sealed record SignInOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Auth";

    /// <summary>The hospital's OpenID Connect issuer, an https address; null with the development issuer.</summary>
    public string? Authority { get; init; }

    /// <summary>The <c>aud</c> this system is known by at <see cref="Authority"/>.</summary>
    public string? Audience { get; init; }

    /// <summary>The built-in issuer; its key file is null when it is not used.</summary>
    public DevelopmentIssuerOptions DevelopmentIssuer { get; init; } = new();

    /// <summary>Longest token accepted, from issue to expiry, whoever issued it. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan TokenLifetimeMax { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How far the issuer's clock may be off ours. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Where the built-in issuer's key is.</summary>
public sealed record DevelopmentIssuerOptions
{
    /// <summary>Absolute path of the key file; null when the built-in issuer is not used.</summary>
    public string? KeyFile { get; init; }
}

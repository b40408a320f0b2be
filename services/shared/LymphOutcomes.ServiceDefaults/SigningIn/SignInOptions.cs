using System.ComponentModel.DataAnnotations;
using System.Security.Claims;

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

    /// <summary>
    /// The tenant whose operators (<see cref="Roles.Operator"/>) are operators here; those of any other are refused. Null: nobody is
    /// one, except with the development issuer, where everybody may be anybody.
    /// </summary>
    public string? OperatorTenant { get; init; }

    /// <summary>Longest token accepted, from issue to expiry, whoever issued it. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan TokenLifetimeMax { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How far the issuer's clock may be off ours. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True for an operator of this system: what they see belongs to no hospital, so their role alone does not do.</summary>
    /// <param name="user">A caller whose token was accepted.</param>
    public bool IsOperator(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.IsInRole(Roles.Operator)
            && (OperatorTenant is null ? DevelopmentIssuer.KeyFile is { Length: > 0 } : user.HasClaim(LymphClaims.Tenant, OperatorTenant));
    }
}

/// <summary>Where the built-in issuer's key is.</summary>
public sealed record DevelopmentIssuerOptions
{
    /// <summary>Absolute path of the key file; null when the built-in issuer is not used.</summary>
    public string? KeyFile { get; init; }
}

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>When a token is good: from its start to its end, never longer than the longest allowed.</summary>
public static class TokenLifetime
{
    /// <summary>True when the token is good at <paramref name="now"/>.</summary>
    /// <param name="token">A token whose signature was checked.</param>
    /// <param name="now">By our clock.</param>
    /// <param name="longest">Longest allowed from issue to expiry.</param>
    /// <param name="skew">How far the issuer's clock may be off ours, both ways.</param>
    public static bool Holds(SecurityToken token, DateTimeOffset now, TimeSpan longest, TimeSpan skew)
    {
        // Without an issue time or an end a token would be good for ever, or its length unknown.
        if (token is not JsonWebToken jwt || jwt.IssuedAt == DateTime.MinValue || jwt.ValidTo == DateTime.MinValue)
            return false;

        DateTime at = now.UtcDateTime;
        DateTime start = jwt.ValidFrom > jwt.IssuedAt ? jwt.ValidFrom : jwt.IssuedAt;
        return jwt.ValidTo - jwt.IssuedAt <= longest && start <= at + skew && at - skew < jwt.ValidTo;
    }
}

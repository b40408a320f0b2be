using System.Security.Claims;
using System.Text.RegularExpressions;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>The three claims every program reads, under their short names on the wire.</summary>
public static partial class LymphClaims
{
    /// <summary>Who: a user name or the name of a system.</summary>
    public const string Subject = "sub";

    /// <summary>Which hospital. The only source of the tenant: never a body, a header or a URL.</summary>
    public const string Tenant = "tenant";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public const string Role = "role";

    /// <summary>What is wrong with these claims; null when each is there once and readable.</summary>
    /// <param name="user">A caller whose token or cookie was accepted.</param>
    public static string? Fault(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (Values(user, Subject) is not [{ Length: > 0 and <= 200 }])
            return "The token needs one `sub` of 1 to 200 characters.";
        if (Values(user, Tenant) is not [var tenant] || !IsTenant(tenant))
            return "The token needs one `tenant` that is a tenant id.";
        if (Values(user, Role) is not [var role] || !Roles.All.Contains(role))
            return "The token needs one `role` that is known here.";
        return null;
    }

    /// <summary>True for a tenant id: <c>^[a-z][a-z0-9-]{1,30}$</c>.</summary>
    /// <param name="text">What a token or a setting says.</param>
    public static bool IsTenant(string text) => TenantId().IsMatch(text);

    private static string[] Values(ClaimsPrincipal user, string type) => [.. user.FindAll(type).Select(claim => claim.Value)];

    // \z and not $: $ would let a trailing line feed through into routing keys and SQL parameters.
    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,30}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex TenantId();
}

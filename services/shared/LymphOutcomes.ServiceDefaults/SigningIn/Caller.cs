using System.Security.Claims;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>What an endpoint may ask of its caller: <c>User.Tenant()</c> and <c>User.Subject()</c>.</summary>
public static class Caller
{
    extension(ClaimsPrincipal user)
    {
        /// <summary>The hospital of the signed-in caller.</summary>
        /// <exception cref="InvalidOperationException">Nobody signed in; a bug, because the fallback policy requires
        /// it.</exception>
        public string Tenant() => Only(user, LymphClaims.Tenant);

        /// <summary>Who signed in.</summary>
        /// <exception cref="InvalidOperationException">Nobody signed in; a bug, because the fallback policy requires
        /// it.</exception>
        public string Subject() => Only(user, LymphClaims.Subject);

        /// <summary>One of <see cref="Roles"/>.</summary>
        /// <exception cref="InvalidOperationException">Nobody signed in; a bug, because the fallback policy requires
        /// it.</exception>
        public string Role() => Only(user, LymphClaims.Role);
    }

    private static string Only(ClaimsPrincipal user, string type) =>
        user.FindFirst(type)?.Value ?? throw new InvalidOperationException($"The caller has no `{type}` claim.");
}

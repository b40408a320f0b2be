using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Dashboard.SigningIn;

/// <summary>The people of the settings.</summary>
/// <param name="options">Checked at start.</param>
public sealed class KnownPeople(IOptions<PeopleOptions> options)
{
    /// <summary>
    /// Who that is; null when user and password do not belong together. Takes as long for a wrong user as for a wrong
    /// password.
    /// </summary>
    /// <param name="user">As typed.</param>
    /// <param name="password">As typed.</param>
    public ClaimsPrincipal? SignIn(string user, string password)
    {
        Person? found = null;
        foreach (Person person in options.Value.People)
        {
            if (Same(person.User, user) & Same(person.Password, password))
                found = person;
        }

        return found is null ? null : Principal(found);
    }

    /// <summary>True when a cookie's person is still in the settings, with the same hospital and role.</summary>
    /// <param name="user">From the cookie.</param>
    public bool StillKnown(ClaimsPrincipal user) =>
        LymphClaims.Fault(user) is null
        && options.Value.People.Any(person =>
            person.User == user.Subject() && person.Tenant == user.Tenant() && person.Role == user.Role());

    /// <summary>Users of a hospital, in the order of the alphabet: to whom an alert may be assigned.</summary>
    /// <param name="tenant">The hospital.</param>
    public IReadOnlyList<string> Of(string tenant) =>
        [.. options.Value.People.Where(person => person.Tenant == tenant).Select(person => person.User).Order(StringComparer.Ordinal)];

    private static ClaimsPrincipal Principal(Person person) => new(new ClaimsIdentity(
        [
            new(LymphClaims.Subject, person.User),
            new(LymphClaims.Tenant, person.Tenant),
            new(LymphClaims.Role, person.Role),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme,
        LymphClaims.Subject,
        LymphClaims.Role));

    // Hashes have one length, so neither the length nor the first wrong letter shows in the time taken.
    private static bool Same(string expected, string typed) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(typed)));
}

using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Dashboard.SigningIn;

/// <summary>Section <c>Auth:DevelopmentIssuer</c>, the part the dashboard alone reads.</summary>
public sealed record PeopleOptions
{
    /// <summary>Who may sign in; development only. The start is refused when there is nobody.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];
}

/// <summary>Somebody who may sign in to a development system.</summary>
public sealed record Person
{
    /// <summary>What they type as user.</summary>
    public string User { get; init; } = "";

    /// <summary>What they type as password.</summary>
    public string Password { get; init; } = "";

    /// <summary>Their hospital.</summary>
    public string Tenant { get; init; } = "";

    /// <summary><see cref="Roles.Coordinator"/> or <see cref="Roles.Lead"/>.</summary>
    public string Role { get; init; } = "";
}

/// <summary>Stops the start when the people of the settings could not work alerts.</summary>
public sealed class PeopleOptionsCheck : IValidateOptions<PeopleOptions>
{
    private const string Key = "Auth:DevelopmentIssuer:People";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PeopleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Fault(options.People) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }

    private static string? Fault(IReadOnlyList<Person> people)
    {
        if (people.Count == 0)
            return $"{Key} names nobody: the dashboard signs people in by the development issuer only, so far.";
        if (people.Any(person => person.User.Length == 0 || person.Password.Length == 0))
            return $"{Key}: each needs a User and a Password.";
        if (people.FirstOrDefault(person => !LymphClaims.IsTenant(person.Tenant)) is { } noTenant)
            return $"{Key}: {noTenant.User} has no tenant id.";
        if (people.FirstOrDefault(person => person.Role is not (Roles.Coordinator or Roles.Lead)) is { } noRole)
            return $"{Key}: {noRole.User} must be a coordinator or a lead.";
        return people.DistinctBy(person => person.User, StringComparer.Ordinal).Count() == people.Count
            ? null
            : $"{Key}: a User is there twice.";
    }
}

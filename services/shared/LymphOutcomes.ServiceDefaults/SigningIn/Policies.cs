namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>
/// Names for <c>RequireAuthorization</c>. Without one, an endpoint still requires somebody who signed in.
/// </summary>
public static class Policies
{
    /// <summary>Hospital systems only (<see cref="Roles.System"/>).</summary>
    public const string SystemOnly = "system-only";

    /// <summary>People who work alerts (<see cref="Roles.Coordinator"/> or <see cref="Roles.Lead"/>).</summary>
    public const string Coordinators = "coordinators";

    /// <summary>Those who change by what patients are judged (<see cref="Roles.Lead"/>).</summary>
    public const string Leads = "leads";

    /// <summary>
    /// Those who settle what is in quarantine (<see cref="Roles.System"/>, or an operator of <see cref="SignInOptions.OperatorTenant"/>).
    /// </summary>
    public const string Quarantine = "quarantine";
}

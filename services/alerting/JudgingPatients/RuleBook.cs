namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Which rule set each tenant is judged by at this moment.</summary>
/// <param name="standard">For tenants that have chosen none.</param>
public sealed class RuleBook(RuleSet standard)
{
    /// <summary>The rule set in force for a tenant.</summary>
    /// <param name="tenant">The hospital.</param>
    public RuleSet InForce(string tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return standard;
    }
}

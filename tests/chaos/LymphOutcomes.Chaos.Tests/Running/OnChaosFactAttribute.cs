using LymphOutcomes.Testing;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>
/// A fact that starts and harms a system of its own: skipped on a laptop that was not told where, never skipped when CI=true.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnChaosFactAttribute : FactAttribute
{
    public OnChaosFactAttribute() => Skip = Requirement.WhySkipped(ChaosSystem.Variables);
}

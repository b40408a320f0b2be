namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>
/// A fact that needs the whole system running: skipped on a laptop without one, never skipped when CI=true.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSystemFactAttribute : FactAttribute
{
    public OnSystemFactAttribute() => Skip = SystemUnderTest.WhySkipped;
}

namespace LymphOutcomes.Acceptance.Tests.Driving;

/// <summary>A theory on the same terms as <see cref="OnSystemFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSystemTheoryAttribute : TheoryAttribute
{
    public OnSystemTheoryAttribute() => Skip = SystemUnderTest.WhySkipped;
}

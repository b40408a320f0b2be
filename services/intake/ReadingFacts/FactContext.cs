namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>What a fact is judged against besides itself.</summary>
/// <param name="EffectiveTime">The CloudEvents <c>time</c>.</param>
/// <param name="Now">When it arrived.</param>
/// <param name="BirthDate">From the directory; null when not known.</param>
public sealed record FactContext(DateTimeOffset EffectiveTime, DateTimeOffset Now, DateOnly? BirthDate = null);

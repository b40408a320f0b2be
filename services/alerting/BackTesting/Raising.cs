using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>One time that a run told somebody of something.</summary>
/// <param name="Key">What it was about.</param>
/// <param name="Severity">The highest it had until it was told of again.</param>
/// <param name="FirstEffective">Effective time of its first evidence.</param>
/// <param name="ToldAt">When people would have been told, in alerting's log.</param>
/// <param name="Evidence">Ids of the facts that fired, as far as an alert keeps them.</param>
public sealed record Raising(
    AlertKey Key, Severity Severity, DateTimeOffset FirstEffective, DateTimeOffset ToldAt, IReadOnlySet<Guid> Evidence);

/// <summary>A group of facts that came to alerting's log together.</summary>
/// <param name="At">When.</param>
/// <param name="Facts">In log order, with their numbers.</param>
public sealed record LoggedFacts(DateTimeOffset At, IReadOnlyList<PicturingPatients.AcceptedFact> Facts);

namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>Body of <c>POST /v1/judged</c> on alerting: has it judged these facts of the caller's hospital?</summary>
/// <param name="Facts">1 to 200 ids of facts, as intake gave them.</param>
public sealed record JudgedQuestion(IReadOnlyList<Guid> Facts);

/// <summary>Answer of <c>POST /v1/judged</c>.</summary>
/// <param name="Items">The facts that are in alerting's log; those it has not got are left out.</param>
public sealed record JudgedAnswer(IReadOnlyList<JudgedFact> Items);

/// <summary>A fact that alerting has got.</summary>
/// <param name="Id">Id of the fact.</param>
/// <param name="State"><c>judged</c>, or <c>parked</c>: it is kept there and could not be read.</param>
public sealed record JudgedFact(Guid Id, string State);

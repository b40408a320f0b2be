namespace LymphOutcomes.Clinical;

/// <summary>Why there is no answer. A value, not an exception: hospitals send such readings every day.</summary>
/// <param name="Code">Short and stable, for programs, for example <c>gap-too-wide</c>.</param>
/// <param name="Words">One sentence for people, with the number that decided and its limit; nothing of the patient's
/// identity.</param>
public sealed record Refusal(string Code, string Words);

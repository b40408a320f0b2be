namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>Why an event cannot be used. It is kept in quarantine with this beside it.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="JsonPath">The place in the event, for example <c>$.data.left.girths[3].girth</c>.</param>
/// <param name="Words">For the sender's engineer; no names, no free text of the event.</param>
public sealed record Defect(string Reason, string JsonPath, string Words)
{
    /// <summary>Place and words in one line, as receipts carry it.</summary>
    public string Detail => $"{JsonPath}: {Words}";
}

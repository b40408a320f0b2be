using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a record that later versions can be compared with?</summary>
public static class SourceRecordCheck
{
    /// <summary>Longest record id, in characters.</summary>
    public const int IdLengthMax = 200;

    /// <summary>The first defect of <c>data.record</c>; null when there is none.</summary>
    public static Defect? Of(SourceRecord record, FactContext context) =>
        Expect.Text(record.Id, IdLengthMax, "$.data.record.id")
        ?? Expect.Between(record.Version, 1, int.MaxValue, "", "$.data.record.version")
        // A version issued in the future would win over every true one until then.
        ?? Expect.That(
            record.IssuedAt is not { } issued || issued <= context.Now + Expect.AheadMax,
            Reasons.TimeInFuture, "$.data.record.issuedAt", "more than five minutes ahead");
}

using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>What was said of a condition.</summary>
/// <param name="Condition">A word of the contract's conditions.</param>
/// <param name="OverOn">On which basis it is over; null when it was found.</param>
/// <param name="Record">The record that was noted, or that an end names; null for an end of every one there is.</param>
public sealed record ConditionWord(string Condition, string? OverOn, ConditionRecord? Record = null)
{
    /// <summary>A condition that was found.</summary>
    public static ConditionWord Of(ConditionFound found) => new(found.Condition, OverOn: null, RecordOf(found));

    /// <summary>A condition that is over.</summary>
    /// <param name="over">The end.</param>
    /// <param name="picture">The patient: it knows the record named.</param>
    public static ConditionWord Of(ConditionOver over, PatientPicture picture) => new(
        over.Condition,
        over.Basis,
        over.OfRecordKey is not { } key
            ? null
            : CurrentFacts.Of<ConditionFound>(picture)
                .Where(found => found.Origin.RecordKey == key && found.Origin.Source == over.Origin.Source)
                .Select(RecordOf)
                .FirstOrDefault(ConditionRecord.Unknown));

    /// <summary>True when a clinician said that one of these conditions is over: all that ends a red flag (domain sheet 5).</summary>
    public bool EndsOneOf(IReadOnlySet<string> conditions) => OverOn == "provider" && conditions.Contains(Condition);

    /// <summary>
    /// True when it may be about signs of a side since a moment. The end of another illness ends no red flag: a record that was noted
    /// before the signs, or is of the other side, is one [choice]. So is one that is not known.
    /// </summary>
    /// <param name="side">The side of the signs; null when they have none.</param>
    /// <param name="since">When the signs began, less the time within which signs go together.</param>
    public bool MayBeAbout(Side? side, DateTimeOffset since) => Record is null || (Record.NotedAt >= since && Record.IsOf(side));

    private static ConditionRecord RecordOf(ConditionFound found) => new(found.Origin.EffectiveTime, found.Areas);
}

/// <summary>A condition as it was noted.</summary>
/// <param name="NotedAt">Effective time of the note: when it was said, which may be days after the onset.</param>
/// <param name="Areas">Where; empty when it is not local, or that was not said.</param>
public sealed record ConditionRecord(DateTimeOffset NotedAt, IReadOnlyList<string> Areas)
{
    /// <summary>A record that is named and not, or no longer, known.</summary>
    public static ConditionRecord Unknown { get; } = new(DateTimeOffset.MinValue, []);

    /// <summary>True unless all the sides it names are the other one.</summary>
    public bool IsOf(Side? side) => side is not { } own
        || Areas.Any(area => IsOn(area, own))
        || !Areas.Any(area => IsOn(area, own.Opposite()));

    private static bool IsOn(string area, Side side) => area.EndsWith($"-{side.ToWire()}", StringComparison.Ordinal);
}

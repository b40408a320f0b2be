using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>
/// LYM-050: a value looks wrong, or waits in intake because it cannot be. LYM-051: a unit or the sides look mixed up. Both are kept
/// out of the trend, and end when the value is released, rejected, corrected or taken back, or waits no more.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.6 and 5 [choice]. The evidence is the value itself; with it goes the episode, and with that the doubt
/// (<see cref="Rules.ClearsWithItsEvidence"/>). Pure.
/// </remarks>
public static class DoubtfulValue
{
    /// <summary>Id of the rule for implausible values.</summary>
    public const string ImplausibleId = "LYM-050";

    /// <summary>Id of the rule for mixed up units and sides.</summary>
    public const string UnitOrSideId = "LYM-051";

    // Nothing is wrong with the value: no program here reads its type yet.
    private const string NotYetSupported = "not-yet-supported";

    /// <summary>What the alert of a held point is about: that one fact.</summary>
    public static AlertKey KeyOf(HeldPoint held) => new(
        held.Hold.Reason is HoldReason.Unit or HoldReason.Side ? UnitOrSideId : ImplausibleId, held.Limb, held.Fact.ToString("D"));

    /// <summary>LYM-050 over held points.</summary>
    /// <inheritdoc cref="FollowMany{TSeries}"/>
    public static IReadOnlyList<Progress> Implausible(
        IReadOnlyList<HeldPoint> series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended) =>
        Follow(ImplausibleId, series, before);

    /// <summary>LYM-051 over held points.</summary>
    /// <inheritdoc cref="FollowMany{TSeries}"/>
    public static IReadOnlyList<Progress> UnitOrSide(
        IReadOnlyList<HeldPoint> series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended) =>
        Follow(UnitOrSideId, series, before);

    /// <summary>An episode for each fact that waits in intake for what is wrong with it.</summary>
    public static IEnumerable<Episode> OfWaiting(WaitingFacts waiting) => waiting.Items
        .Where(item => item.Where == KeptBy.Intake && item.Reason != NotYetSupported)
        .Select(item => new Episode(
            new(ImplausibleId, Limb: null, item.Receipt.ToString("D")),
            // It is in no log of ours, so a resolution covers it for as long as it waits.
            Trail.Begin(new(item.Receipt, Seq: 0, item.Since, Value: 1, Severity.Watch)),
            MarginPoints: null,
            new Dictionary<string, double>(),
            $"A value looks wrong ({item.Type ?? "of unknown kind"}: {item.Reason}). It waits in intake and is in no trend until checked.",
            End: null));

    // A point that was held when it was folded away is held until a person or a correction makes the whole history be read again.
    private static List<Progress> Follow(string id, IReadOnlyList<HeldPoint> held, IReadOnlyList<Progress> before) =>
    [
        .. before,
        .. held.Where(point => KeyOf(point).Rule == id).Select(point => Progress.None(KeyOf(point)) with { Stretch = Open(point) }),
    ];

    private static OpenStretch Open(HeldPoint held)
    {
        string limb = held.Limb.Site.ToWire();
        string doubt = held.Hold.Reason is HoldReason.Unit or HoldReason.Side
            ? $"Possible inches/cm or left/right mix-up ({limb})."
            : $"A value looks wrong ({limb}).";
        return new(
            Trail.Begin(new(held.Fact, held.Seq, held.At, held.Hold.Measure, Severity.Watch)),
            MarginPoints: null,
            new Dictionary<string, double> { [NameOf(held.Hold.Reason)] = held.Hold.Measure },
            $"{doubt} {held.Hold.Words} It is kept out of the trend until checked.");
    }

    private static string NameOf(HoldReason reason) => reason switch
    {
        HoldReason.Unit => "medianGirthRatio",
        HoldReason.Side => "mismatchPercent",
        HoldReason.Stations => "neighboursDifferPercent",
        _ => "jumpPoints",
    };
}

using LymphOutcomes.Clinical;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>How a starting size came to be one.</summary>
public enum BaselineKind
{
    /// <summary>A person named it.</summary>
    Set,

    /// <summary>The latest measurement on or before the first surgery on that side.</summary>
    PreOperative,

    /// <summary>The first accepted measurement, for want of better.</summary>
    First,
}

/// <summary>What a limb is compared with.</summary>
/// <param name="Kind">How it came to be one.</param>
/// <param name="Provisional">True for a first measurement within 90 days after surgery.</param>
/// <param name="Fact">The fact that holds the readings.</param>
/// <param name="At">When the limb had that size.</param>
/// <param name="Protocol">How it was measured.</param>
/// <param name="Sitting">The readings, seen from the limb.</param>
/// <param name="RaterId">Who measured; null when not said, or not stored by an older program.</param>
/// <param name="SetAt">
/// When a person named it, which may be long after the limb had that size; null when nobody did, or not stored by an older program.
/// </param>
public sealed record BaselineInForce(
    BaselineKind Kind, bool Provisional, Guid Fact, DateTimeOffset At, MeasuringProtocol Protocol, Sitting Sitting,
    string? RaterId = null, DateTimeOffset? SetAt = null);

/// <summary>Finds the starting size of one limb among the facts that count.</summary>
/// <remarks>Source: domain sheet 4.4 in the order of design section 6: named by a person, pre-operative, first.</remarks>
public static class BaselineRule
{
    /// <summary>The starting size; null while the limb was never measured.</summary>
    /// <param name="limb">The limb.</param>
    /// <param name="sittings">Measurements of its site that count, oldest first.</param>
    /// <param name="declared">Declared starting sizes of its site that count, oldest first.</param>
    /// <param name="surgeries">Days of surgery on that side.</param>
    /// <param name="quietDays">Length of the early time after surgery, days.</param>
    public static BaselineInForce? InForce(
        Limb limb,
        IReadOnlyList<LimbsMeasured> sittings,
        IReadOnlyList<BaselineDeclared> declared,
        IReadOnlyList<DateOnly> surgeries,
        int quietDays)
    {
        // A declaration that names a record not (or no longer) known is not in force; the one before it may be.
        (BaselineDeclared By, LimbsMeasured? Sitting) named = declared
            .Reverse()
            .Select(d => (d, d.Values ?? sittings.FirstOrDefault(sitting => IsNamedBy(d, sitting))))
            .FirstOrDefault(pair => pair.Item2?.Of(limb.Side) is not null);
        if (named.Sitting is { } set)
            return Baseline(BaselineKind.Set, set, limb.Side, provisional: false) with { SetAt = named.By.Origin.EffectiveTime };

        List<LimbsMeasured> ofLimb = [.. sittings.Where(s => s.Of(limb.Side) is not null)];
        if (surgeries.Count > 0
            && ofLimb.LastOrDefault(s => DayOf(s) <= surgeries.Min()) is { } preOperative)
        {
            return Baseline(BaselineKind.PreOperative, preOperative, limb.Side, provisional: false);
        }

        return ofLimb is [var first, ..]
            ? Baseline(
                BaselineKind.First,
                first,
                limb.Side,
                DaysAfterSurgery.IsEarly(DaysAfterSurgery.At(surgeries, first.Origin.EffectiveTime), quietDays))
            : null;
    }

    /// <summary>Starting sizes that are not, or no longer, what was last announced.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="swelling">The trajectories of that picture.</param>
    public static IEnumerable<BaselineChanged> Changed(PatientPicture picture, IReadOnlyList<SwellingSeries> swelling)
    {
        Dictionary<Limb, BaselineInForce> announced = picture.Baselines.ToDictionary(b => b.Limb, b => b.Baseline);
        Dictionary<Limb, BaselineInForce> inForce = swelling
            // A segment's own starting size is announced with the segment (LYM-052).
            .Where(series => series is { Chain: 1, Baseline: not null })
            .ToDictionary(series => series.Limb, series => series.Baseline!);
        return announced.Keys.Union(inForce.Keys)
            .Where(limb => announced.GetValueOrDefault(limb) != inForce.GetValueOrDefault(limb))
            .Select(limb => new BaselineChanged(limb, inForce.GetValueOrDefault(limb)));
    }

    private static BaselineInForce Baseline(BaselineKind kind, LimbsMeasured sitting, Side side, bool provisional) => new(
        kind,
        provisional,
        sitting.Origin.Id,
        sitting.Origin.EffectiveTime,
        sitting.Protocol,
        new Sitting(sitting.Of(side)!, sitting.Of(side.Opposite())),
        sitting.RaterId);

    private static bool IsNamedBy(BaselineDeclared declared, LimbsMeasured sitting) =>
        sitting.Origin.RecordKey == declared.OfRecordKey && sitting.Origin.Source == declared.Origin.Source;

    private static DateOnly DayOf(LimbsMeasured sitting) => DateOnly.FromDateTime(sitting.Origin.EffectiveTime.DateTime);
}

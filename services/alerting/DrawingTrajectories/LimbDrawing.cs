using System.Collections.Immutable;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>Draws the series of one limb, one sitting after the other in effective order.</summary>
/// <param name="limb">The limb.</param>
/// <param name="baseline">Its starting size; null while none of its readings counts.</param>
/// <param name="known">What all limbs of a patient are drawn with.</param>
/// <param name="surgeries">Days of surgery on that side, oldest first.</param>
/// <param name="bothAtRisk">True when the other limb is no yardstick.</param>
/// <param name="carried">Its segments, from readings that are folded away; empty when none is.</param>
public sealed class LimbDrawing(
    Limb limb,
    BaselineInForce? baseline,
    DrawingBasis known,
    IReadOnlyList<DateOnly> surgeries,
    bool bothAtRisk,
    ImmutableList<TrendSegment> carried)
{
    /// <summary>
    /// Most segments of a limb that readings can go on in: of a sender that names another protocol at every visit, the least
    /// recently used goes; what it showed stays [choice].
    /// </summary>
    public const int SegmentsMax = 6;

    private static readonly Refusal NoStart = new("no-starting-size", "There is no starting size to compare with yet.");

    private static readonly Refusal BeforeBaseline = new("before-baseline", "Read before the starting size was.");

    private static readonly Refusal OtherProtocol = new(
        "other-protocol", "Measured by another method or protocol than the starting size; the two are not interchangeable.");

    private static readonly Refusal NotBridged = new(
        "not-bridged", "This kind of comparison was not possible when the method changed, so it cannot be carried over.");

    private readonly List<(int Chain, TrendPoint Point)> _points = [];

    // No reading goes on in them any more, but theirs are shown and judged.
    private readonly List<TrendSegment> _left = [];
    private ImmutableList<TrendSegment> _segmentsUntil = carried;
    private ImmutableList<TrendSegment> _segments = (carried, baseline) switch
    {
        ({ IsEmpty: false }, _) => carried,
        (_, null) => [],
        (_, { } start) => [new(1, 1, start.Fact, start.At, start.Protocol, start.Sitting, start.RaterId, Bridge: null, start.At)],
    };

    /// <summary>The limb.</summary>
    public Limb Limb => limb;

    /// <summary>The last reading that counts, where it was placed; null before the first.</summary>
    public PlacedReading? Last { get; private set; }

    /// <summary>The segments as of the readings up to the moment asked for.</summary>
    public LimbSegments Segments => new(limb, _segmentsUntil);

    /// <summary>True when these say more than the starting size does, which is kept anyway.</summary>
    public bool TellsMoreThanItsBaseline =>
        _segmentsUntil.Count > 1 || (_segmentsUntil is [var only] && only.Protocol != baseline?.Protocol);

    /// <summary>True when a sitting goes on in a segment there is.</summary>
    public bool Knows(LimbsMeasured sitting) =>
        sitting.Of(limb.Side) is { } reading && _segments.Exists(segment => segment.Takes(sitting.Protocol, reading));

    /// <summary>Where a sitting belongs and what it comes to; null when it has no reading of this limb. Changes nothing.</summary>
    public PlacedReading? Place(LimbsMeasured sitting)
    {
        if (sitting.Of(limb.Side) is not { } reading)
            return null;
        var read = new Sitting(reading, sitting.Of(limb.Side.Opposite()));
        if (baseline is null)
            return new(sitting, read, NotCompared: NoStart);
        TrendSegment first = _segments[0];
        if (sitting.Origin.Id == baseline.Fact)
            return new(sitting, read, first, IsStart: true);
        if (sitting.Origin.EffectiveTime < baseline.At)
            return new(sitting, read, first, NotCompared: BeforeBaseline);
        if (!known.Limits.StartsSegments)
        {
            return baseline.Protocol.IsComparableWith(sitting.Protocol)
                ? Compare(sitting, read, first)
                : new(sitting, read, first, NotCompared: OtherProtocol);
        }

        return _segments.Where(segment => segment.Takes(sitting.Protocol, reading)).MaxBy(segment => segment.LatestAt) is { } segment
            ? Compare(sitting, read, segment)
            : Begin(sitting, read);
    }

    /// <summary>Takes a placed reading into the series.</summary>
    /// <param name="placed">As <see cref="Place"/> says.</param>
    /// <param name="hold">Why it waits for a person; null when it counts.</param>
    public void Add(PlacedReading placed, Hold? hold)
    {
        LimbsMeasured sitting = placed.Sitting;
        DateTimeOffset at = sitting.Origin.EffectiveTime;
        // A held reading begins nothing; it is shown beside the latest that counts.
        TrendSegment? segment = hold is not null && placed.IsNew ? Last?.Segment ?? _segments.FirstOrDefault() : placed.Segment;
        SwellingIndex? excess = null;
        if (placed.Read.Other is { } other)
            SwellingIndex.TryExcess(placed.Read.Limb, other, out excess, out _);

        _points.Add((
            segment?.Chain ?? 1,
            new(
                sitting.Origin.Id,
                known.AcceptedAt[sitting.Origin.Id],
                at,
                LimbVolume.Ml(placed.Read.Limb),
                placed.Read.Other is null ? null : LimbVolume.Ml(placed.Read.Other),
                hold is null && placed is { IsStart: true, Segment.Bridge: null },
                hold is null ? placed.Change : null,
                excess,
                hold is null ? placed.NotCompared : null,
                DaysAfterSurgery.At(surgeries, at),
                sitting.RaterId,
                placed.Weights,
                placed.Read,
                sitting.Protocol,
                known.Acute.Hold(at),
                hold,
                segment?.Number ?? 1,
                segment?.Bridge is not null)));
        if (hold is not null)
            return;

        Last = placed;
        if (placed.Segment is { } of && placed.NotCompared != BeforeBaseline)
            Remember(of.With(sitting));
        if (known.Until is null || at <= known.Until)
            _segmentsUntil = _segments;
    }

    /// <summary>The series: one for each run of segments that can be compared, the one of the starting size first.</summary>
    public IEnumerable<SwellingSeries> ToSeries()
    {
        yield return Series(1, baseline);
        foreach (TrendSegment head in All.Where(segment => segment.Number > 1 && segment.Number == segment.Chain))
        {
            yield return Series(
                head.Number,
                new(BaselineKind.First, Provisional: false, head.Fact, head.At, head.Protocol, head.Start, head.RaterId),
                head.Name);
        }
    }

    private IEnumerable<TrendSegment> All => _segments.Concat(_left).OrderBy(segment => segment.Number);

    private SwellingSeries Series(int chain, BaselineInForce? start, string? name = null) => new(
        limb,
        start,
        surgeries,
        [.. _points.Where(point => point.Chain == chain).Select(point => point.Point)],
        chain,
        [.. All.Where(segment => segment.Chain == chain)],
        Name: name);

    private PlacedReading Compare(LimbsMeasured sitting, Sitting read, TrendSegment segment)
    {
        Weights? pair = known.Weights.Between(segment.At, sitting.Origin.EffectiveTime);
        bool isStart = segment.Fact == sitting.Origin.Id;
        if (isStart && segment.Bridge is null)
            return new(sitting, read, segment, IsStart: true, Weights: pair);

        // Over a bridge only what was known on both sides of it is compared.
        Sitting now = segment.Bridge is { PairRatio: null } ? read with { Other = null } : read;
        Weights? weights = segment.Bridge is { WeightedRatio: null } ? null : pair;
        SwellingIndex.TryChange(segment.Start, now, bothAtRisk, weights, out SwellingIndex? change, out Refusal? refusal);
        if (change is not null && segment.Bridge is { } bridge && !bridge.TryCarry(change, out change))
            refusal = NotBridged;
        return new(sitting, read, segment, isStart, change, refusal, pair);
    }

    private PlacedReading Begin(LimbsMeasured sitting, Sitting read)
    {
        int number = _segments.Max(segment => segment.Number) + 1;
        DateTimeOffset at = sitting.Origin.EffectiveTime;
        MethodBridge? bridge = BridgeTo(at, read);
        int chain = bridge is null ? number : Last!.Segment!.Chain;
        var segment = new TrendSegment(
            number, chain, sitting.Origin.Id, at, sitting.Protocol, read, sitting.RaterId, bridge, LatestAt: at,
            NameOf(number, sitting.Protocol));
        return Compare(sitting, read, segment) with { IsNew = true };
    }

    // Two of the same words are told apart by the number. After the first was left it is not known from a snapshot which there were.
    private string NameOf(int number, MeasuringProtocol protocol)
    {
        string words = protocol.ProtocolId is { } id ? $"{protocol.Method.ToWire()}-{id}" : protocol.Method.ToWire();
        return number > SegmentsMax || _segments.Exists(segment => segment.Name == words) ? $"{words}-{number}" : words;
    }

    private MethodBridge? BridgeTo(DateTimeOffset at, Sitting read)
    {
        if (Last is not { Segment: { } old } last || !last.IsComparable
            || at - last.Sitting.Origin.EffectiveTime > TimeSpan.FromDays(known.Limits.BridgeWithinDays))
        {
            return null;
        }

        Weights? weights = known.Weights.Between(old.At, last.Sitting.Origin.EffectiveTime);
        MethodBridge? bridge = MethodBridge.Between(old.Start, old.Bridge, last.Read, bothAtRisk, weights);
        // Where the other limb was read by the new method only, a bridge would take it out of every comparison to come.
        return bridge is { PairRatio: null } && !bothAtRisk && read.Other is not null ? null : bridge;
    }

    private void Remember(TrendSegment segment)
    {
        int index = _segments.FindIndex(one => one.Number == segment.Number);
        if (index >= 0)
        {
            _segments = _segments.SetItem(index, segment);
            return;
        }

        _segments = _segments.Add(segment);
        if (_segments.Count <= SegmentsMax)
            return;
        // Not one that others go on from, and not the starting size.
        TrendSegment leastUsed = _segments
            .Where(one => one.Number != 1 && one.Number != segment.Number)
            .Where(one => !_segments.Exists(other => other.Chain == one.Number && other.Number != one.Number))
            .MinBy(one => one.LatestAt)!;
        _segments = _segments.Remove(leastUsed);
        _left.Add(leastUsed);
    }
}

/// <summary>A reading of one limb, in its place.</summary>
/// <param name="Sitting">The sitting.</param>
/// <param name="Read">Its readings, seen from the limb.</param>
/// <param name="Segment">The segment it belongs to; null while there is no starting size.</param>
/// <param name="IsStart">True for the reading the segment starts from.</param>
/// <param name="Change">Change from the starting size; null for a starting size and for what cannot be compared.</param>
/// <param name="NotCompared">Why there is no change; null when there is one, and for a starting size.</param>
/// <param name="Weights">Body weights that go with start and reading; null when one of them is not known.</param>
/// <param name="IsNew">True when it would begin the segment.</param>
public sealed record PlacedReading(
    LimbsMeasured Sitting,
    Sitting Read,
    TrendSegment? Segment = null,
    bool IsStart = false,
    SwellingIndex? Change = null,
    Refusal? NotCompared = null,
    Weights? Weights = null,
    bool IsNew = false)
{
    /// <summary>True for a starting size, and for a reading with a change from one.</summary>
    public bool IsComparable => Change is not null || (IsStart && NotCompared is null);
}

/// <summary>What all limbs of a patient are drawn with.</summary>
/// <param name="Limits">What counts.</param>
/// <param name="Weights">The patient's weights.</param>
/// <param name="Acute">When swelling says little.</param>
/// <param name="AcceptedAt">Number of each fact in alerting's log.</param>
/// <param name="Until">Segments are told as of this moment; null = as of the last reading.</param>
public sealed record DrawingBasis(
    TrajectoryLimits Limits, BodyWeights Weights, AcuteTimes Acute, IReadOnlyDictionary<Guid, long> AcceptedAt, DateTimeOffset? Until);

using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>
/// A stretch of readings of one limb by one method and protocol, with a starting size of its own. A method that is taken up again goes
/// on in its own segment: measured once by a perometer in between, a limb on the tape's watch must not start again from zero.
/// </summary>
/// <remarks>Source: domain sheet 1.8 and 4.6 [choice]; ADR-0013. Part of snapshots, so its JSON is a storage format.</remarks>
/// <param name="Number">1 for the segment of the limb's starting size; then in order of first use.</param>
/// <param name="Chain">Number of the segment its trend began with: its own, unless it goes on from another over a bridge.</param>
/// <param name="Fact">The reading it starts from.</param>
/// <param name="At">Effective time of that reading.</param>
/// <param name="Protocol">How its readings were measured, as far as any of them said.</param>
/// <param name="Start">What its readings are compared with.</param>
/// <param name="RaterId">Who measured that; null when not said.</param>
/// <param name="Bridge">How the limb stood when the method changed; null without a bridge.</param>
/// <param name="LatestAt">Its latest reading that counts.</param>
/// <param name="Name">
/// Method and protocol as its first reading said them: unlike its number the same however much older history comes late. Part of
/// the keys of alerts. Null for the segment of the limb's starting size.
/// </param>
public sealed record TrendSegment(
    int Number,
    int Chain,
    Guid Fact,
    DateTimeOffset At,
    MeasuringProtocol Protocol,
    Sitting Start,
    string? RaterId,
    MethodBridge? Bridge,
    DateTimeOffset LatestAt,
    string? Name = null)
{
    /// <summary>True when a reading belongs here: by a comparable protocol, and of the same shape.</summary>
    /// <param name="protocol">How it was measured.</param>
    /// <param name="reading">The limb's reading.</param>
    public bool Takes(MeasuringProtocol protocol, LimbReading reading) =>
        Protocol.IsComparableWith(protocol) && (Start.Limb, reading) switch
        {
            (LimbReading.Direct, LimbReading.Direct) => true,
            // Girths at slice edges and at slice middles give two volumes.
            (LimbReading.Girths start, LimbReading.Girths now) => start.Meaning == now.Meaning,
            _ => false,
        };

    /// <summary>The segment with one more reading that counts.</summary>
    public TrendSegment With(LimbsMeasured sitting) => this with
    {
        // What was not said speaks against nothing, once; later readings are held to what one of them said.
        Protocol = Protocol is { ProtocolId: not null, ZeroLandmark: not null }
            || sitting.Protocol is { ProtocolId: null, ZeroLandmark: null }
            ? Protocol
            : new(
                Protocol.Method,
                Protocol.ProtocolId ?? sitting.Protocol.ProtocolId,
                Protocol.ZeroLandmark ?? sitting.Protocol.ZeroLandmark),
        LatestAt = sitting.Origin.EffectiveTime > LatestAt ? sitting.Origin.EffectiveTime : LatestAt,
    };
}

/// <summary>The segments of one limb: what must be carried over when its older readings are folded away.</summary>
/// <param name="Limb">The limb.</param>
/// <param name="Segments">At most <see cref="LimbDrawing.SegmentsMax"/>, in order of first use.</param>
public sealed record LimbSegments(Limb Limb, IReadOnlyList<TrendSegment> Segments);

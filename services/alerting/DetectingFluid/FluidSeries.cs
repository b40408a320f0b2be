using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>The L-Dex of one limb over time.</summary>
/// <param name="Limb">The limb at risk.</param>
/// <param name="Surgeries">Days of surgery on that side, oldest first.</param>
/// <param name="Points">Every reading with an L-Dex, in effective-time order.</param>
public sealed record FluidSeries(Limb Limb, IReadOnlyList<DateOnly> Surgeries, IReadOnlyList<FluidPoint> Points)
{
    /// <summary>The limbs that were ever measured, as far as the picture holds readings.</summary>
    public static IReadOnlyList<FluidSeries> Of(PatientPicture picture)
    {
        IReadOnlyList<FluidMeasured> readings = CurrentFacts.Of<FluidMeasured>(picture);
        if (readings.Count == 0)
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        return
        [
            .. from reading in readings
               let value = reading.LDex
               where value is not null
               group new FluidPoint(
                   reading.Origin.Id,
                   acceptedAt[reading.Origin.Id],
                   reading.Origin.EffectiveTime,
                   value.Value,
                   OwnStart.KindOf(reading.Device, reading.Posture))
               by reading.Limb into limb
               orderby limb.Key.Site, limb.Key.Side
               select new FluidSeries(limb.Key, Surgery.DaysOn(picture, limb.Key), [.. limb]),
        ];
    }
}

/// <summary>One reading.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="LDex">L-Dex score, no unit; higher = more fluid.</param>
/// <param name="Kind">Device and posture; values of different ones are not compared.</param>
public sealed record FluidPoint(Guid FactId, long Seq, DateTimeOffset At, double LDex, string Kind);

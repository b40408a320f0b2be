using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>A patient's treatment over time: what was done and what was told and measured about it, in one order.</summary>
/// <param name="Background">What stays whole in every picture, and bears on what was done at its time.</param>
/// <param name="Points">In order of <see cref="PatientFact.On"/>; of one instant, what a rule must know first comes first.</param>
/// <param name="Swollen">When a limb was larger by the rules that say so; only <see cref="CompressionLapse"/> asks.</param>
public sealed record TreatmentSeries(
    TreatmentBackground Background, IReadOnlyList<TreatmentPoint> Points, IReadOnlyList<SwollenTime> Swollen)
{
    /// <summary>The treatment of a patient, as far as the picture holds facts.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="swelling">The picture's trajectories.</param>
    public static TreatmentSeries Of(PatientPicture picture, IReadOnlyList<SwellingSeries> swelling)
    {
        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        List<(int Rank, PatientFact Fact)> facts =
        [
            .. Ranked<TemperatureTaken>(0),
            .. Ranked<DrainageTaught>(1),
            .. Ranked<SymptomsTold>(3),
            .. Ranked<SessionBooked>(4),
            .. Ranked<SessionGiven>(5),
            .. Ranked<SideEffectsTold>(6),
            .. Ranked<GarmentWornOn>(7),
        ];
        return new(
            TreatmentBackground.Of(picture),
            [
                .. facts
                    .Select(ranked => (ranked.Rank, Point: (TreatmentPoint)new FactPoint(ranked.Fact, acceptedAt[ranked.Fact.Origin.Id])))
                    // Before a session of the same instant: it was measured, then treated.
                    .Concat(LimbPoint.Of(picture, swelling).Select(limb => (Rank: 2, Point: (TreatmentPoint)limb)))
                    // Stable, so those of one kind and instant keep the order in which they count.
                    .OrderBy(ranked => ranked.Point.At)
                    .ThenBy(ranked => ranked.Rank)
                    .Select(ranked => ranked.Point),
            ],
            []);

        IEnumerable<(int, PatientFact)> Ranked<TFact>(int rank)
            where TFact : PatientFact =>
            CurrentFacts.Of<TFact>(picture).Select(fact => (rank, (PatientFact)fact));
    }
}

/// <summary>Something that happened in treatment, or was measured or told about it.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Its number in alerting's log.</param>
/// <param name="At">Its place in time.</param>
public abstract record TreatmentPoint(Guid FactId, long Seq, DateTimeOffset At);

/// <summary>A fact as such.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Seq">As in <see cref="TreatmentPoint"/>.</param>
public sealed record FactPoint(PatientFact Fact, long Seq) : TreatmentPoint(Fact.Origin.Id, Seq, Fact.On);

/// <summary>A time in which a limb was larger than it should be.</summary>
/// <param name="From">Its first evidence.</param>
/// <param name="Until">Its end; null while it goes on.</param>
public sealed record SwollenTime(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>True from <see cref="From"/> on, no more at <see cref="Until"/>.</summary>
    public bool Holds(DateTimeOffset at) => From <= at && (Until is null || at < Until);
}

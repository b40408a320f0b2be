using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.WatchingWeight;

/// <summary>A patient's body weight over time.</summary>
/// <param name="Points">Every weight that counts, in effective-time order.</param>
public sealed record WeightSeries(IReadOnlyList<WeightPoint> Points)
{
    /// <summary>The weights of a patient, as far as the picture holds them: one series, or none.</summary>
    public static IReadOnlyList<WeightSeries> Of(PatientPicture picture)
    {
        IReadOnlyList<PatientWeighed> weights = CurrentFacts.Of<PatientWeighed>(picture);
        if (weights.Count == 0)
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        return
        [
            new(
            [
                .. weights.Select(weighed => new WeightPoint(
                    weighed.Origin.Id, acceptedAt[weighed.Origin.Id], weighed.Origin.EffectiveTime, weighed.Kg)),
            ]),
        ];
    }

    /// <summary>What an alert of a rule on the weight is about.</summary>
    public static AlertKey KeyFor(string rule) => new(rule, Limb: null);
}

/// <summary>One weight.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Kg">Body weight, kg.</param>
public sealed record WeightPoint(Guid FactId, long Seq, DateTimeOffset At, double Kg);

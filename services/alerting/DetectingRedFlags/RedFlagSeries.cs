using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>
/// Temperatures, reports of symptoms and what clinicians said of conditions, in one timeline. There are three of a patient: one for each
/// side and one for what has none; each holds all points, and a rule picks what is its side's.
/// </summary>
/// <param name="Side">The side whose signs are followed; null for those without one.</param>
/// <param name="Points">In effective-time order; of one instant signs come before what clinicians said of them.</param>
public sealed record RedFlagSeries(Side? Side, IReadOnlyList<RedFlagPoint> Points)
{
    /// <summary>The three series; none while there is nothing to follow.</summary>
    public static IReadOnlyList<RedFlagSeries> Of(PatientPicture picture)
    {
        if (!picture.Facts.Exists(accepted => accepted.Fact is SymptomsTold or TemperatureTaken or ConditionFound or ConditionOver))
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);

        IEnumerable<RedFlagPoint> points =
        [
            .. CurrentFacts.Of<SymptomsTold>(picture).Select(fact => Point(fact, There(fact), celsius: null)),
            .. CurrentFacts.Of<TemperatureTaken>(picture).Select(fact => Point(fact, [], fact.Celsius)),
            .. CurrentFacts.Of<ConditionFound>(picture).Select(fact => Said(fact, ConditionWord.Of(fact))),
            .. CurrentFacts.Of<ConditionOver>(picture).Select(fact => Said(fact, ConditionWord.Of(fact, picture))),
        ];
        // The sort keeps what is of one instant in the order above.
        IReadOnlyList<RedFlagPoint> ordered = [.. points.OrderBy(point => point.At)];
        return [new(null, ordered), new(Clinical.Side.Left, ordered), new(Clinical.Side.Right, ordered)];

        RedFlagPoint Point(PatientFact fact, IReadOnlyList<SymptomTold> signs, double? celsius) =>
            new(fact.Origin.Id, acceptedAt[fact.Origin.Id], fact.Origin.EffectiveTime, signs, celsius);

        RedFlagPoint Said(PatientFact fact, ConditionWord word) =>
            new(fact.Origin.Id, acceptedAt[fact.Origin.Id], fact.Origin.EffectiveTime, [], Celsius: null, word);
    }

    /// <summary>What an alert of a rule on these signs is about.</summary>
    public AlertKey KeyFor(string rule) => new(rule, Limb: null, Extra: null, Side);

    // A symptom with the score 0 was asked about and is not there; one without a number is.
    private static IReadOnlyList<SymptomTold> There(SymptomsTold report) => [.. report.Symptoms.Where(symptom => symptom.Score != 0)];
}

/// <summary>One temperature, report, or word of a clinician.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Signs">Symptoms that are there, by the patient's own word.</param>
/// <param name="Celsius">Body temperature; null when this is something else.</param>
/// <param name="Said">What a clinician said of a condition; null when this is something else.</param>
public sealed record RedFlagPoint(
    Guid FactId, long Seq, DateTimeOffset At, IReadOnlyList<SymptomTold> Signs, double? Celsius, ConditionWord? Said = null);

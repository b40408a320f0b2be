using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>The total score of one instrument over time.</summary>
/// <param name="Instrument">Code of the instrument.</param>
/// <param name="Points">Every total score that counts, in effective-time order.</param>
public sealed record QuestionnaireSeries(string Instrument, IReadOnlyList<QuestionnairePoint> Points)
{
    // The contract says null; senders that name every scale call it so.
    private const string Total = "total";

    /// <summary>The instruments that were ever scored, as far as the picture holds answers.</summary>
    /// <remarks>Totals only: what matters of a sub-scale was published for none (domain sheet 2.2).</remarks>
    public static IReadOnlyList<QuestionnaireSeries> Of(PatientPicture picture)
    {
        IReadOnlyList<QuestionnaireAnswered> answers = CurrentFacts.Of<QuestionnaireAnswered>(picture);
        if (answers.Count == 0)
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        return
        [
            .. from answer in answers
               where answer.Scale is null or Total
               group new QuestionnairePoint(
                   answer.Origin.Id,
                   acceptedAt[answer.Origin.Id],
                   answer.Origin.EffectiveTime,
                   answer.Score,
                   OwnStart.KindOf(answer.Edition))
               by answer.Instrument into instrument
               orderby instrument.Key
               select new QuestionnaireSeries(instrument.Key, [.. instrument]),
        ];
    }

    /// <summary>What an alert of a rule on this instrument is about.</summary>
    public AlertKey KeyFor(string rule) => new(rule, Limb: null, Instrument);
}

/// <summary>One score.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Score">As the instrument's scoring sheet gives it.</param>
/// <param name="Kind">Edition; scores of different ones are not compared.</param>
public sealed record QuestionnairePoint(Guid FactId, long Seq, DateTimeOffset At, double Score, string Kind);

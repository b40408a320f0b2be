using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>
/// LYM-022: the patient tells of chest pain, sudden breathlessness, coughing blood or signs of a stroke. Urgent, at the first word and
/// whatever the score, unless it is 0.
/// </summary>
/// <remarks>
/// Source: Harvard Health; World Thrombosis Day. Never over by time: a clinician clears stroke, a clot or a heart disease [choice of
/// these words: the contract has none for "no emergency"]. Pure.
/// </remarks>
public static class EmergencySymptoms
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-022";

    private static readonly ImmutableHashSet<string> Conditions = ["stroke", "blood-clot", "heart-disease"];

    // A record noted so long before the first word may still be of the same emergency. [choice]
    private static readonly TimeSpan NotedBefore = TimeSpan.FromHours(48);

    /// <inheritdoc cref="CellulitisSigns.Follow"/>
    public static Progress Follow(RedFlagSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        // An emergency has no side.
        if (series.Side is not null)
            return before;

        OpenStretch? open = before.Stretch;
        foreach (RedFlagPoint point in series.Points)
        {
            int signs = point.Signs.Where(sign => IsEmergency(sign)).Select(sign => sign.Code).Distinct().Count();
            if (signs > 0)
            {
                Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, signs, Severity.Urgent));
                open = new(
                    trail,
                    MarginPoints: null,
                    new Dictionary<string, double> { ["emergencySymptomsCount"] = signs },
                    "Emergency symptoms reported. Tell the patient to call emergency services now.");
            }
            else if (open is not null && point.Said?.EndsOneOf(Conditions) == true
                && point.Said.MayBeAbout(side: null, open.Trail.First.At - NotedBefore))
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open };
    }

    private static bool IsEmergency(SymptomTold sign) => sign.Code is "CHEST_PAIN" or "COUGHING_BLOOD" or "STROKE_SIGNS"
        || (sign.Code == "DYSPNEA" && sign.Onset == Onset.Sudden);
}

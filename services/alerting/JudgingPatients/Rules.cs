using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Every rule, asked in turn. A new rule is one line here and one small file of its own.</summary>
public static class Rules
{
    /// <summary>All episodes of one patient, those of one key oldest first. Pure: the same facts give the same episodes.</summary>
    public static IReadOnlyList<Episode> Judge(PatientPicture picture, RuleSet rules)
    {
        IReadOnlyList<SwellingSeries> swelling = Trajectories.Of(picture, rules.SwellingHigh.QuietDaysAfterSurgery);
        return
        [
            .. SwellingHigh.Episodes(swelling, rules.SwellingHigh),
        ];
    }
}

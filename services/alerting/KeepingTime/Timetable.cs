using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.KeepingTime;

/// <summary>When time alone will next change something about a patient. Pure.</summary>
public static class Timetable
{
    /// <summary>
    /// The next moment; null when time changes nothing. One that is over already is among them as long as what it asks of an alert has
    /// not been done; what the rules find by time alone is taken to have been seen up to now.
    /// </summary>
    /// <param name="picture">The patient.</param>
    /// <param name="rules">The rule set in force.</param>
    /// <param name="now">The moment up to which the patient has been judged.</param>
    /// <param name="ofRules">What <see cref="Rules.MomentsAfter"/> says, where who judged the patient kept it; null to judge again.</param>
    public static DateTimeOffset? NextMoment(
        PatientPicture picture, RuleSet rules, DateTimeOffset now, IReadOnlyList<DateTimeOffset>? ofRules = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(rules);
        // Time is kept where the facts are looked at.
        if (picture.IsAway)
            return null;
        return picture.Alerts
            .SelectMany(alert => new[]
            {
                alert.WakesAt,
                alert.EscalatesAt(rules.Escalation),
                alert.LapsesAt(picture, rules.Expiry),
            })
            .Concat((ofRules ?? Rules.MomentsAfter(picture, rules, now)).Select(moment => (DateTimeOffset?)moment))
            .Min();
    }
}

using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// LYM-032: a session covered an area that must not be massaged: a call to the provider; or a groin without the patient's consent: to be
/// watched.
/// </summary>
/// <remarks>
/// Source: the seed page: never directly over cancerous tissue or skin damaged by radiation, the groin only with consent. Only the word
/// <c>yes</c> is consent. As for LYM-030, an alert for each session, given without an end, because no fact undoes what was done. A
/// session whose areas were not said raises nothing. Pure.
/// </remarks>
public static class AreaOrConsent
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-032";

    /// <inheritdoc cref="SessionDespiteCondition.Follow"/>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        foreach (FactPoint point in series.Points.OfType<FactPoint>())
        {
            if (point.Fact is SessionGiven { Areas: { } areas } session && Judge(session, areas, point, series.Background) is { } found)
                ended.Add(found);
        }

        return before;
    }

    private static Episode? Judge(SessionGiven session, IReadOnlyList<string> areas, FactPoint point, TreatmentBackground background)
    {
        IReadOnlyList<string> forbidden = background.Forbidden(point.At, areas);
        bool isWithoutConsent = session.ConsentGroin != "yes" && areas.Any(area => area.StartsWith("groin-", StringComparison.Ordinal));
        if (forbidden.Count == 0 && !isWithoutConsent)
            return null;

        string covered = forbidden.Count == 0
            ? ""
            : $"Session covered {TreatmentWords.And(forbidden.Select(TreatmentWords.AreaOf))}, which is marked not to be massaged.";
        string consent = isWithoutConsent ? "Groin treated, no consent on record." : "";
        Severity severity = forbidden.Count == 0 ? Severity.Watch : Severity.CallProvider;
        return new(
            TreatmentWords.KeyOf(Id, session.Origin),
            Trail.Begin(new(point.FactId, point.Seq, point.At, forbidden.Count, severity)),
            MarginPoints: null,
            new Dictionary<string, double>
            {
                ["forbiddenAreas"] = forbidden.Count,
                ["groinWithoutConsent"] = isWithoutConsent ? 1 : 0,
            },
            $"{covered} {consent}".Trim(),
            End: null);
    }
}

using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>
/// Compares the episodes the rules found with the alerts a patient has, and says what happened. The same for every rule; a new
/// rule touches nothing here. Pure.
/// </summary>
/// <remarks>
/// An episode belongs to the alert of its key with which it shares evidence, else to the unresolved alert of its key, else it
/// starts one (design D6). Evidence moves the condition of an alert; only a person takes it out of the queue (design D7).
/// </remarks>
public static class Reconciler
{
    /// <summary>What happened to the patient's alerts, in order; empty when nothing did.</summary>
    /// <param name="picture">The patient, the new facts included.</param>
    /// <param name="episodes">As <see cref="Rules"/> gives them.</param>
    /// <param name="rules">The rule set that judged.</param>
    /// <param name="now">Alerting's log time.</param>
    /// <param name="newAlertId">Id of the n-th alert this call starts.</param>
    public static IReadOnlyList<AlertEvent> Reconcile(
        PatientPicture picture,
        IReadOnlyList<Episode> episodes,
        RuleSet rules,
        DateTimeOffset now,
        Func<int, Guid> newAlertId)
    {
        var look = new Look(rules, now, picture.Settled);
        List<AlertEvent> happened = [];
        int started = 0;
        ILookup<AlertKey, Episode> episodesByKey = episodes.ToLookup(episode => episode.Key);
        ILookup<AlertKey, AlertState> alertsByKey = picture.Alerts
            // A rule that is not active finds no episodes; that says nothing about the alerts it raised when it was.
            .Where(alert => alert.MergedInto is null && rules.Active.Contains(alert.Key.Rule))
            .ToLookup(alert => alert.Key);
        foreach (AlertKey key in alertsByKey.Select(group => group.Key).Union(episodesByKey.Select(group => group.Key)))
        {
            List<AlertState> alerts = [.. alertsByKey[key].OrderBy(alert => alert.RaisedAt).ThenBy(alert => alert.Id)];
            // The last episode an alert is given is the one it shows: after a split it keeps the later part.
            Dictionary<Guid, Episode> current = [];
            foreach (Episode episode in episodesByKey[key])
            {
                HashSet<Guid> evidence = [.. episode.Trail.Kept.Select(e => e.Fact)];
                List<AlertState> sharing = [.. alerts.Where(alert => alert.Evidence.Kept.Any(evidence.Contains))];
                AlertState? owner = sharing.FirstOrDefault()
                    ?? alerts.Find(alert => alert.Handling != Handling.Resolved)
                    ?? alerts.FindLast(alert => look.IsCovered(alert, episode));
                foreach (AlertState other in sharing.Skip(1))
                {
                    alerts.Remove(other);
                    current.Remove(other.Id);
                    happened.Add(new AlertWithdrawn(other with { Condition = Condition.Withdrawn, MergedInto = owner!.Id }));
                }

                if (owner is null)
                {
                    owner = look.Open(newAlertId(started++), episode);
                    alerts.Add(owner);
                    happened.Add(new AlertRaised(owner));
                }

                current[owner.Id] = episode;
            }

            happened.AddRange(alerts.SelectMany(alert => current.TryGetValue(alert.Id, out Episode? episode)
                ? look.Follow(alert, episode)
                : look.WithoutEvidence(alert)));
        }

        return happened;
    }

    /// <summary>What one look at one patient needs to know.</summary>
    private sealed record Look(RuleSet Rules, DateTimeOffset Now, SettledHistory? Settled)
    {
        public AlertState Open(Guid id, Episode episode)
        {
            bool historical = IsHistorical(episode);
            return new(
                id,
                episode.Key,
                Rules.Version,
                historical ? Severity.Info : episode.Trail.Severity,
                Condition.Active,
                Handling.New,
                EvidenceTrail.Of(episode.Trail),
                episode.Trail.Peak.Value,
                episode.Numbers,
                episode.Message,
                historical,
                episode.Trail.First.At,
                episode.Trail.Last.At,
                RaisedAt: Now,
                Version: 0);
        }

        /// <summary>The steps from the alert as it is to what the episode says, at most one of a kind.</summary>
        public IEnumerable<AlertEvent> Follow(AlertState alert, Episode episode)
        {
            AlertState now = Refresh(alert, episode);
            if (alert.Handling == Handling.Resolved && !IsCovered(alert, episode))
            {
                // Also when it is over already: what rose and fell within one batch is told all the same.
                now = now with
                {
                    Condition = Condition.Active,
                    Handling = Handling.New,
                    AcknowledgedBy = null,
                    Version = now.Version + 1,
                };
                yield return new AlertReopened(now);
            }
            else if (now.Severity > alert.Severity)
            {
                yield return new AlertUpgraded(now);
            }
            else if (alert.Condition is Condition.Withdrawn or Condition.Lapsed
                || now.Evidence != alert.Evidence
                // The fact that cleared it was corrected away: the rule holds again with the evidence it had.
                || now.Condition != alert.Condition
                || SaysOtherwise(now, alert))
            {
                yield return new AlertRepeated(now);
            }

            if (!episode.IsLive && (alert.Condition != Condition.Cleared || now.Handling != alert.Handling))
                yield return new AlertCleared(now with { Condition = Condition.Cleared });
        }

        // The same facts can come to other numbers: the starting size or a weight became another.
        private static bool SaysOtherwise(AlertState now, AlertState before) =>
            now.Message != before.Message
            || now.PeakValue != before.PeakValue
            || now.Numbers.Count != before.Numbers.Count
            || now.Numbers.Any(number => !before.Numbers.TryGetValue(number.Key, out double value) || value != number.Value);

        // No episode, so the evidence was corrected away, unless it is only no longer kept.
        public IEnumerable<AlertEvent> WithoutEvidence(AlertState alert) =>
            alert.Condition == Condition.Withdrawn || Settled?.Forgets(alert) == true
                ? []
                : [new AlertWithdrawn(alert with { Condition = Condition.Withdrawn })];

        private AlertState Refresh(AlertState alert, Episode episode)
        {
            bool historical = alert.Historical && IsHistorical(episode);
            Severity severity = SeverityOf(alert, episode);
            return alert with
            {
                RuleSet = Rules.Version,
                Severity = severity > alert.Severity ? severity : alert.Severity,
                Condition = episode.IsLive || alert.Condition == Condition.Withdrawn ? Condition.Active : alert.Condition,
                Evidence = EvidenceTrail.Of(episode.Trail),
                PeakValue = episode.Trail.Peak.Value,
                Numbers = episode.Numbers,
                Message = episode.Message,
                Historical = historical,
                // Counted quietly once is counted for good: only later evidence can bring the alert back.
                Resolution = alert.Resolution is { } resolution && IsCovered(alert, episode)
                    ? resolution with { CoveredTo = Math.Max(resolution.CoveredTo, episode.Trail.Kept.Max(e => e.Seq)) }
                    : alert.Resolution,
                FirstEffective = episode.Trail.First.At,
                LastEffective = episode.Trail.Last.At,
            };
        }

        // A resolution covers what was on the person's screen. What comes after counts quietly for a while when it is no worse
        // than what was covered: a limb that stays at 25 % must not page at every visit. The same readings can come to mean more
        // (by a weight, by an earlier reading, by one taken back): that was on nobody's screen.
        public bool IsCovered(AlertState alert, Episode episode)
        {
            Resolution covered = alert.Resolution!;
            if (SeverityOf(alert, episode) > alert.Severity)
                return false;
            List<Evidence> later = [.. episode.Trail.Kept.Where(e => e.Seq > covered.CoveredTo)];
            if (later.Count == 0)
                return true;
            if (later.Max(e => e.Severity) > alert.Severity)
                return false;
            return Now - covered.At <= Rules.CooldownOf(alert.Severity)
                || (Now - covered.At <= TimeSpan.FromDays(Rules.CountedAfterResolutionDays)
                    && covered.PeakValue is { } peak
                    && episode.MarginPoints is { } margin
                    && Threshold.AtMost(later.Max(e => e.Value), peak + margin));
        }

        private Severity SeverityOf(AlertState alert, Episode episode) =>
            alert.Historical && IsHistorical(episode) ? Severity.Info : episode.Trail.Severity;

        // Old news when it becomes known; one recent piece of evidence makes all of it news.
        private bool IsHistorical(Episode episode) =>
            Now - episode.Trail.Last.At > TimeSpan.FromDays(Rules.HistoricalAfterDays);
    }
}

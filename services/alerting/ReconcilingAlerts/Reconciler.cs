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
/// starts one (design D6). Evidence moves the condition of an alert; only a person takes it out of the queue (design D7). Of one
/// key at most one alert is open: news of an episode that is over do not reopen a resolved alert beside an open one, which then
/// is as severe as they are; news of one that goes on do, and the alert they reopen takes the open one over.
/// </remarks>
public static class Reconciler
{
    /// <summary>What happened to the patient's alerts, in order; empty when nothing did.</summary>
    /// <param name="picture">The patient, the new facts included.</param>
    /// <param name="episodes">As <see cref="Rules"/> gives them.</param>
    /// <param name="rules">The rule set that judged.</param>
    /// <param name="now">Alerting's log time.</param>
    /// <param name="newAlertId">Id of the n-th alert this call starts.</param>
    /// <param name="isOfOtherRules">True when what is decided on is that other rules came into force, and no fact.</param>
    public static IReadOnlyList<AlertEvent> Reconcile(
        PatientPicture picture,
        IReadOnlyList<Episode> episodes,
        RuleSet rules,
        DateTimeOffset now,
        Func<int, Guid> newAlertId,
        bool isOfOtherRules = false)
    {
        var look = new Look(picture, rules, now, isOfOtherRules);
        List<AlertEvent> happened = [];
        int started = 0;
        ILookup<AlertKey, Episode> episodesByKey = episodes.ToLookup(episode => episode.Key);
        ILookup<AlertKey, AlertState> alertsByKey = picture.Alerts
            // A rule that is not active finds no episodes; that says nothing about the alerts it raised when it was.
            .Where(alert => alert.MergedInto is null && rules.Active.Contains(alert.Key.Rule) && alert.Key.Rule != CorrectionNotices.Rule)
            .ToLookup(alert => KeyOf(alert, episodes));
        foreach (AlertKey key in alertsByKey.Select(group => group.Key).Union(episodesByKey.Select(group => group.Key)))
        {
            List<AlertState> alerts = [.. alertsByKey[key].OrderBy(alert => alert.RaisedAt).ThenBy(alert => alert.Id)];
            // The last episode an alert is given is the one it shows: after a split it keeps the later part.
            Dictionary<Guid, Given> given = [];
            // What is in the queue stays there, also when an alert somebody has dealt with takes it over.
            HashSet<Guid> takesOverOpen = [];
            foreach (Episode episode in episodesByKey[key])
            {
                List<AlertState> sharing = alerts.Count == 0 ? [] : Sharing(alerts, episode);
                AlertState? owner = sharing.FirstOrDefault()
                    ?? alerts.Find(alert => alert.Handling != Handling.Resolved)
                    ?? alerts.FindLast(alert => look.IsCovered(alert, episode, look.OpeningSeverity(episode)));
                foreach (AlertState other in sharing.Skip(1))
                {
                    alerts.Remove(other);
                    given.Remove(other.Id);
                    if (owner!.Handling == Handling.Resolved && other.Handling != Handling.Resolved)
                        takesOverOpen.Add(owner.Id);
                    happened.Add(new AlertWithdrawn(other with { Condition = Condition.Withdrawn, MergedInto = owner.Id }));
                }

                if (owner is null && !episode.IsLive && !episode.IsToldWhenOver)
                    continue;
                if (owner is null)
                {
                    owner = look.Open(newAlertId(started++), episode);
                    alerts.Add(owner);
                    happened.Add(new AlertRaised(owner));
                }

                Severity beside = given.TryGetValue(owner.Id, out Given? before)
                    ? Max(before.Beside, look.OpeningSeverity(before.Shown))
                    : Severity.Info;
                given[owner.Id] = new(episode, look.SeverityOf(owner, episode), beside);
            }

            happened.AddRange(look.Tell(alerts, given, takesOverOpen));
        }

        return [.. happened, .. CorrectionNotices.Follow(picture.Alerts, happened, rules, now, () => newAlertId(started++))];
    }

    // A reading belongs to one trend of its limb. When history came late, or an older program told trends apart by their number,
    // the alert goes with its evidence.
    private static AlertKey KeyOf(AlertState alert, IReadOnlyList<Episode> episodes)
    {
        if (alert.Key.Limb is null)
            return alert.Key;
        List<Episode> ofLimb = [.. episodes.Where(episode => episode.Key.IsOfSameLimbAs(alert.Key))];
        if (ofLimb.TrueForAll(episode => episode.Key == alert.Key))
            return alert.Key;
        HashSet<Guid> evidence = [.. alert.Evidence.Kept];
        List<AlertKey> keys =
        [
            .. ofLimb.Where(episode => episode.Trail.Kept.Any(piece => evidence.Contains(piece.Fact)))
                .Select(episode => episode.Key),
        ];
        return keys.Count == 0 || keys.Contains(alert.Key) ? alert.Key : keys[^1];
    }

    private static List<AlertState> Sharing(List<AlertState> alerts, Episode episode)
    {
        HashSet<Guid>? evidence = null;
        return alerts.FindAll(alert => alert.Evidence.First == episode.Trail.First.Fact
            // Most begin with the same fact; only where they do not the others are looked through.
            || alert.Evidence.Kept.Any((evidence ??= [.. episode.Trail.Kept.Select(piece => piece.Fact)]).Contains));
    }

    private static Severity Max(Severity one, Severity other) => one > other ? one : other;

    /// <summary>What an alert was given.</summary>
    /// <param name="Shown">The latest of its episodes.</param>
    /// <param name="OfShown">What that one means for the alert.</param>
    /// <param name="Beside">The highest of the others; information while there are none.</param>
    private sealed record Given(Episode Shown, Severity OfShown, Severity Beside)
    {
        public Severity Severity => Max(OfShown, Beside);
    }

    /// <summary>What one look at one patient needs to know.</summary>
    private sealed record Look(PatientPicture Picture, RuleSet Rules, DateTimeOffset Now, bool IsOfOtherRules)
    {
        // What was overdue longer than this when its history was loaded is history too. [choice]
        private static readonly TimeSpan LoadedLateAfter = TimeSpan.FromDays(1);

        private readonly LoadedHistory _loaded = LoadedHistory.Of(Picture, Rules, Now);

        public AlertState Open(Guid id, Episode episode)
        {
            bool historical = IsHistorical(episode);
            return new(
                id,
                episode.Key,
                Rules.Version,
                OpeningSeverity(episode),
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

        /// <summary>What happened to the alerts of one key.</summary>
        /// <param name="alerts">Those that are not merged into another, oldest first.</param>
        /// <param name="given">By alert; those without episodes are not there.</param>
        /// <param name="takesOverOpen">Alerts that have taken an open one over.</param>
        public IEnumerable<AlertEvent> Tell(
            IReadOnlyList<AlertState> alerts, IReadOnlyDictionary<Guid, Given> given, HashSet<Guid> takesOverOpen)
        {
            List<AlertState> uncovered =
            [
                .. alerts.Where(alert => alert.Handling == Handling.Resolved
                    && given.TryGetValue(alert.Id, out Given? own)
                    && (takesOverOpen.Contains(alert.Id) || !IsCovered(alert, own.Shown, own.Severity))),
            ];
            AlertState? open = uncovered.Find(alert => given[alert.Id].Shown.IsLive)
                ?? alerts.FirstOrDefault(alert => alert.Handling != Handling.Resolved && given.ContainsKey(alert.Id))
                ?? uncovered.LastOrDefault();
            bool reopens = open?.Handling == Handling.Resolved;
            Severity news = uncovered.Select(alert => given[alert.Id].Severity).Prepend(Severity.Info).Max();
            return alerts.SelectMany(alert => (given.GetValueOrDefault(alert.Id), alert.Id == open?.Id) switch
            {
                ({ } own, true) => Follow(alert, own with { Beside = Max(own.Beside, news) }, reopens),
                (_, false) when reopens && alert.Handling != Handling.Resolved =>
                    [new AlertWithdrawn(alert with { Condition = Condition.Withdrawn, MergedInto = open!.Id })],
                ({ } own, _) => Follow(alert, own, reopens: false),
                _ => WithoutEvidence(alert),
            });
        }

        /// <summary>The steps from the alert as it is to what its episodes say, at most one of a kind.</summary>
        private IEnumerable<AlertEvent> Follow(AlertState known, Given given, bool reopens)
        {
            Episode episode = given.Shown;
            AlertState alert = known;
            if (EndOfSnooze(known, given) is { } because)
            {
                alert = known.Awake(Now);
                yield return new AlertSnoozeEnded(alert, because);
            }

            AlertState now = Refresh(alert, given, reopens);
            if (reopens)
            {
                // Also when it is over already: what rose and fell within one batch is told all the same.
                now = now.WaitingFrom(Now) with
                {
                    Condition = Condition.Active,
                    Handling = Handling.New,
                    AcknowledgedBy = null,
                    AcknowledgedAs = null,
                    Version = now.Version + 1,
                };
                yield return new AlertReopened(now);
            }
            else if (now.Severity > alert.Severity)
            {
                now = now.WaitingFrom(Now);
                yield return new AlertUpgraded(now);
            }
            else if (now.Evidence != alert.Evidence
                // The fact that cleared it was corrected away, or something is heard again: the rule holds with the evidence it had.
                || now.Condition != alert.Condition
                || now.Outruled != alert.Outruled
                || now.Key != alert.Key
                || SaysOtherwise(now, alert))
            {
                yield return new AlertRepeated(now);
            }

            if (!episode.IsLive && (alert.Condition != Condition.Cleared || now.Handling != alert.Handling))
                yield return new AlertCleared(now with { Condition = Condition.Cleared });
        }

        // What is put aside comes back with evidence that was not on the screen when it was.
        private SnoozeEnd? EndOfSnooze(AlertState alert, Given given) => alert.Snooze switch
        {
            null => null,
            _ when given.Severity > alert.Severity => SnoozeEnd.Severity,
            { CoveredTo: var covered } when given.Shown.Trail.Kept.Any(e => e.Seq > covered && !_loaded.Has(e)) => SnoozeEnd.Evidence,
            _ => null,
        };

        // The same facts can come to other numbers: the starting size or a weight became another.
        private static bool SaysOtherwise(AlertState now, AlertState before) =>
            now.Message != before.Message
            || now.PeakValue != before.PeakValue
            || now.Numbers.Count != before.Numbers.Count
            || now.Numbers.Any(number => !before.Numbers.TryGetValue(number.Key, out double value) || value != number.Value);

        // No episode, so the evidence was corrected away, unless it is only no longer kept, or the rules are others.
        private IEnumerable<AlertEvent> WithoutEvidence(AlertState alert)
        {
            if (alert.Condition == Condition.Withdrawn || Picture.Settled?.Forgets(alert) == true)
                return [];
            if (JudgingPatients.Rules.ClearsWithItsEvidence(alert.Key.Rule))
                return alert.Condition == Condition.Cleared ? [] : [new AlertCleared(alert with { Condition = Condition.Cleared })];
            if ((alert.Outruled is true || IsOfOtherRules) && !alert.Evidence.Kept.Any(IsCorrectedAway))
                return alert.Outruled is true ? [] : [OutOf(alert with { Outruled = true, RuleSet = Rules.Version })];
            return [new AlertWithdrawn(alert with { Condition = Condition.Withdrawn, Outruled = null })];
        }

        // Who was told of it still has it before them, and it is passed on as before; what nobody was told of never needs to be.
        private static AlertEvent OutOf(AlertState alert) => alert.Held is true
            ? new AlertWithdrawn(alert with { Condition = Condition.Withdrawn })
            : new AlertCleared(alert with { Condition = Condition.Cleared });

        // What is folded away was not: who corrects it has the whole history read.
        private bool IsCorrectedAway(Guid evidence) =>
            Picture.Facts.Exists(known => known.Fact.Origin.Id == evidence)
            && !CurrentFacts.All(Picture).Any(fact => fact.Origin.Id == evidence);

        private AlertState Refresh(AlertState alert, Given given, bool reopens)
        {
            Episode episode = given.Shown;
            // What does not reopen a resolved alert is counted on it: it is covered, or another alert tells it.
            bool isCounted = !reopens && alert.Resolution is not null
                && (alert.Handling == Handling.Resolved || IsCovered(alert, episode, given.Severity));
            return alert with
            {
                Key = episode.Key,
                RuleSet = Rules.Version,
                Severity = Max(alert.Severity, given.Severity),
                Condition = ConditionBy(alert, episode),
                Outruled = null,
                Evidence = EvidenceTrail.Of(episode.Trail),
                PeakValue = episode.Trail.Peak.Value,
                Numbers = episode.Numbers,
                Message = episode.Message,
                Historical = alert.Historical && IsHistorical(episode),
                // Counted quietly once is counted for good: only later evidence can bring the alert back.
                Resolution = isCounted
                    ? alert.Resolution! with { CoveredTo = Math.Max(alert.Resolution.CoveredTo, episode.Trail.Kept.Max(e => e.Seq)) }
                    : alert.Resolution,
                FirstEffective = episode.Trail.First.At,
                LastEffective = episode.Trail.Last.At,
            };
        }

        // What lapsed stays so until something is heard again: to be judged once more without news is no news.
        private Condition ConditionBy(AlertState alert, Episode episode)
        {
            if (alert.Condition == Condition.Lapsed && alert.ExpiresAt(Picture, Rules.Expiry) <= Now)
                return Condition.Lapsed;
            return episode.IsLive || alert.Condition == Condition.Withdrawn ? Condition.Active : alert.Condition;
        }

        // A resolution covers what was on the person's screen. What comes after counts quietly for a while when it is no worse
        // than what was covered: a limb that stays at 25 % must not page at every visit. The same readings can come to mean more
        // (by a weight, by an earlier reading, by one taken back): that was on nobody's screen.
        public bool IsCovered(AlertState alert, Episode episode, Severity severity)
        {
            Resolution covered = alert.Resolution!;
            if (severity > alert.Severity)
                return false;
            List<Evidence> later =
            [
                .. episode.Trail.Kept.Where(e => e.Seq > covered.CoveredTo
                    && !_loaded.Has(e)
                    && covered.CoveredFacts?.Contains(e.Fact) is not true),
            ];
            if (later.Count == 0)
                return true;
            // Nobody looked at it then: silence took it out of the queue, and buys no quiet time.
            if (covered.IsLapse)
                return false;
            if (later.Max(e => e.Severity) > alert.Severity)
                return false;
            return Now - covered.At <= Rules.CooldownOf(alert.Severity)
                || (Now - covered.At <= TimeSpan.FromDays(Rules.CountedAfterResolutionDays)
                    && covered.PeakValue is { } peak
                    && episode.MarginPoints is { } margin
                    && Threshold.AtMost(later.Max(e => e.Value), peak + margin));
        }

        public Severity SeverityOf(AlertState alert, Episode episode) =>
            alert.Historical ? OpeningSeverity(episode) : episode.Trail.Severity;

        public Severity OpeningSeverity(Episode episode) => IsHistorical(episode) ? Severity.Info : episode.Trail.Severity;

        // Old news when it becomes known; one recent piece of evidence makes all of it news, and so does what time alone began lately.
        private bool IsHistorical(Episode episode) =>
            Now - (episode.BeganAt ?? episode.Trail.Last.At) > TimeSpan.FromDays(Rules.HistoricalAfterDays)
            || (_loaded.IsAllOf(episode.Trail) && (episode.BeganAt is not { } began || Now - began > LoadedLateAfter));
    }
}

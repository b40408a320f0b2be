using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// LYM-033: fatigue, headache or nausea within 48 hours of a session: to be watched; a call to the provider when it is severe or came
/// after 2 of the last 3 sessions. Ends after 2 sessions without.
/// </summary>
/// <remarks>
/// Source: the seed page names the three; hours, score and counts: choice. An effect is put down to the session its report names, else
/// to the latest before it began, and only within 48 hours of that session's start; when it is not said when it began, it is as of the
/// report. A score of 0 is no effect. A session is without when its 48 hours have passed in silence, so the end comes by time. The last
/// 8 sessions are remembered; a report about one before them is put down to none. Pure.
/// </remarks>
public static class SideEffectAfterSession
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-033";

    private const int SessionsRemembered = 8;

    private static readonly string[] Effects = ["fatigue", "headache", "nausea"];

    /// <inheritdoc cref="SelfMassageUntaught.Follow"/>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        SideEffectLimits limits = rules.SideEffect;
        ImmutableList<EarlierValue> sessions = before.FirstOrDefault(progress => progress.Key.Extra is null)?.Earlier ?? [];
        Dictionary<string, OpenStretch> open = before.Where(progress => progress.Stretch is not null)
            .ToDictionary(progress => progress.Key.Extra!, progress => progress.Stretch!);
        foreach (FactPoint point in series.Points.OfType<FactPoint>())
        {
            if (point.Fact is not (SessionGiven or SideEffectsTold))
                continue;
            End(open, point.At, ended);
            if (point.Fact is SideEffectsTold told)
            {
                foreach (SideEffectTold effect in told.Effects.Where(effect => Effects.Contains(effect.Effect) && effect.Score != 0))
                    sessions = Tell(effect, told, point, sessions, open, limits);
            }
            else
            {
                sessions = (sessions.Count < SessionsRemembered ? sessions : sessions.RemoveAt(0))
                    .Add(new(point.At, 0, Word: point.Fact.Origin.RecordKey));
            }

            foreach ((string effect, OpenStretch stretch) in open.ToList())
                open[effect] = stretch with { EndsAt = EndOf(effect, sessions, point.At, limits) };
        }

        return
        [
            new(new(Id, Limb: null), Stretch: null, sessions),
            .. Effects.Where(open.ContainsKey).Select(effect => new Progress(KeyOf(effect), open[effect], Earlier: [])),
        ];
    }

    private static void End(Dictionary<string, OpenStretch> open, DateTimeOffset now, ICollection<Episode> ended)
    {
        foreach (string effect in Effects.Where(effect => open.GetValueOrDefault(effect)?.EndsAt <= now))
        {
            ended.Add(open[effect].ToEpisode(KeyOf(effect), now)!);
            open.Remove(effect);
        }
    }

    private static ImmutableList<EarlierValue> Tell(
        SideEffectTold effect,
        SideEffectsTold told,
        FactPoint point,
        ImmutableList<EarlierValue> sessions,
        Dictionary<string, OpenStretch> open,
        SideEffectLimits limits)
    {
        DateTimeOffset began = effect.Began ?? point.At;
        int of = told.OfRecordKey is { } named
            ? sessions.FindLastIndex(session => session.Word == named)
            : sessions.FindLastIndex(session => session.At <= began);
        if (of < 0 || began < sessions[of].At || began - sessions[of].At > TimeSpan.FromHours(limits.WithinHours))
            return sessions;

        sessions = sessions.SetItem(of, sessions[of] with { Value = (int)sessions[of].Value | Bit(effect.Effect) });
        int after = sessions.Skip(sessions.Count - limits.OfSessions).Count(session => Has(session, effect.Effect));
        bool isRepeated = after >= limits.CallSessions;
        Severity severity = isRepeated || effect.Score >= limits.CallScore ? Severity.CallProvider : Severity.Watch;
        Trail trail = Trail.Of(
            open.GetValueOrDefault(effect.Effect)?.Trail, new(point.FactId, point.Seq, point.At, effect.Score ?? 0, severity));
        Dictionary<string, double> numbers = new()
        {
            ["sessionsWithEffect"] = after,
            ["ofSessions"] = Math.Min(sessions.Count, limits.OfSessions),
            ["callScorePoints"] = limits.CallScore,
        };
        if (effect.Score is { } score)
            numbers["latestScorePoints"] = score;
        string said = effect.Score is { } points ? $" ({points} of 10)" : "";
        string often = isRepeated ? $" after {after} of the last {numbers["ofSessions"]:0} sessions" : "";
        open[effect.Effect] = new(
            trail,
            MarginPoints: null,
            numbers,
            $"Side effect after massage: {effect.Effect}{said}{often}. Let the provider know so sessions can be adapted.");
        return sessions;
    }

    // When enough sessions after the last with it have had their hours: the moment after them, for the last of them still counts.
    private static DateTimeOffset? EndOf(
        string effect, ImmutableList<EarlierValue> sessions, DateTimeOffset now, SideEffectLimits limits)
    {
        int last = sessions.FindLastIndex(session => Has(session, effect)) + limits.ClearSessions;
        if (last >= sessions.Count)
            return null;
        DateTimeOffset end = sessions[last].At.AddHours(limits.WithinHours).AddTicks(1);
        return end > now ? end : now;
    }

    private static bool Has(EarlierValue session, string effect) => ((int)session.Value & Bit(effect)) != 0;

    private static int Bit(string effect) => 1 << Array.IndexOf(Effects, effect);

    private static AlertKey KeyOf(string effect) => new(Id, Limb: null, effect);
}

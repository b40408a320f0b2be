using LymphOutcomes.Chaos.Tests.Loading;

namespace LymphOutcomes.Chaos.Tests.Judging;

/// <summary>
/// Compares what was promised (the ledger) with what is there (the tables). Pure; knows nothing of how the system works but
/// what its promises say, and judges swelling by itself from the facts stored.
/// </summary>
public static class Judge
{
    private const string Rule = "LYM-001";
    private const string WaitsRule = "LYM-050";
    private const string Details = "patient-details.v1";
    private const string Session = "session-completed.v1";

    /// <summary>Counts.</summary>
    public static Verdict Count(IReadOnlyList<LedgerLine> ledger, Tables tables)
    {
        Dictionary<Key, FactRole> attempts = [];
        Dictionary<string, Key> keys = new(StringComparer.Ordinal);
        HashSet<Key> acknowledged = [];
        int refused = 0;
        foreach (LedgerLine line in ledger)
        {
            if (line.What == "attempt")
            {
                keys[line.Id] = new(line.Subject!, line.Time!.Value);
                attempts[keys[line.Id]] = line.Role!.Value;
            }
            else if (line.What == "receipt")
            {
                if (line.Status is "stored" or "duplicate" or "confirmed")
                    acknowledged.Add(keys[line.Id]);
                else
                    refused++;
            }
        }

        ILookup<Key, LogFact> stored = tables.Intake.ToLookup(Key.Of);
        ILookup<Key, LogFact> recorded = tables.Sessions.ToLookup(Key.Of);
        ILookup<Key, LogFact> judged = tables.Alerting.ToLookup(Key.Of);
        List<LogFact> published = [.. tables.Intake.Where(fact => fact.Type != Details)];
        return new(
            Attempted: attempts.Count,
            Acknowledged: acknowledged.Count,
            Stored: stored.Count,
            Lost: acknowledged.Count(key => !stored.Contains(key)),
            Duplicated: Surplus(stored) + Surplus(recorded) + Surplus(judged),
            Unexpected: refused
                + stored.Count(fact => !attempts.ContainsKey(fact.Key))
                + recorded.Count(fact => !stored.Contains(fact.Key))
                + judged.Count(fact => !stored.Contains(fact.Key)),
            Published: published.Count,
            Judged: judged.Count,
            Unjudged: published.Count(fact => !IsJudged(fact, recorded, judged)),
            Alerts: tables.Raised.Count(alert => alert.Rule == Rule),
            AlertsWrong: AlertsWrong(
                attempts,
                stored,
                tables.Raised,
                ledger.Where(line => line.What == "poison").ToLookup(line => line.Subject!, line => line.Id)));
    }

    // A session's fact has an id of its own in each log; every other fact keeps the one intake gave it.
    private static bool IsJudged(LogFact fact, ILookup<Key, LogFact> recorded, ILookup<Key, LogFact> judged) =>
        judged[Key.Of(fact)].Any(inAlerting => fact.Type == Session || inAlerting.Id == fact.Id)
        && (fact.Type != Session || recorded.Contains(Key.Of(fact)));

    private static int Surplus(ILookup<Key, LogFact> facts) => facts.Sum(same => same.Count() - 1);

    /// <summary>
    /// Patients whose alerts are not those due. Due is, whatever order facts came in: one alert of the rule for who has a starting
    /// size and swollen readings, resting on all of them; none of it for who has swollen readings alone, of which other rules may
    /// speak (the two sides differ); none at all for anybody else. For each fact of a patient that is parked, one alert says so.
    /// </summary>
    private static int AlertsWrong(
        Dictionary<Key, FactRole> attempts,
        ILookup<Key, LogFact> stored,
        IReadOnlyList<RaisedAlert> raised,
        ILookup<string, string> poison)
    {
        ILookup<string, FactRole> roles = stored
            .Where(fact => attempts.ContainsKey(fact.Key))
            .ToLookup(fact => fact.Key.Subject, fact => attempts[fact.Key]);
        ILookup<string, RaisedAlert> waits = raised.Where(alert => alert.Rule == WaitsRule).ToLookup(alert => alert.Subject);
        ILookup<string, RaisedAlert> alerts = raised.Where(alert => alert.Rule != WaitsRule).ToLookup(alert => alert.Subject);
        return roles.Select(patient => patient.Key).Union(raised.Select(alert => alert.Subject)).Count(patient =>
        {
            if (waits[patient].Count() != poison[patient].Count())
                return true;
            int swollen = roles[patient].Count(role => role == FactRole.Swollen);
            bool isDue = swollen > 0 && roles[patient].Contains(FactRole.AsBefore);
            return isDue
                ? alerts[patient].Where(alert => alert.Rule == Rule).ToArray() is not [var only] || only.EvidenceCount != swollen
                : alerts[patient].Any(alert => alert.Rule == Rule || swollen == 0);
        });
    }

    private sealed record Key(string Subject, DateTimeOffset Time)
    {
        public static Key Of(LogFact fact) => new(fact.Subject, fact.EffectiveTime);
    }
}

/// <summary>What the judge counted.</summary>
/// <param name="Attempted">Facts sent, however often.</param>
/// <param name="Acknowledged">Of these, answered with a receipt or a confirm.</param>
/// <param name="Stored">Facts in intake's log.</param>
/// <param name="Lost">Acknowledged and not stored.</param>
/// <param name="Duplicated">In one log more than once.</param>
/// <param name="Unexpected">In a log without an attempt, or beyond intake without being in intake; or a good fact refused.</param>
/// <param name="Published">Facts in intake's log that others must get.</param>
/// <param name="Judged">Facts in alerting's log.</param>
/// <param name="Unjudged">Published and not (by the way it must go) in alerting's log.</param>
/// <param name="Alerts">Alerts ever raised.</param>
/// <param name="AlertsWrong">Patients whose alerts are not those due.</param>
public sealed record Verdict(
    int Attempted,
    int Acknowledged,
    int Stored,
    int Lost,
    int Duplicated,
    int Unexpected,
    int Published,
    int Judged,
    int Unjudged,
    int Alerts,
    int AlertsWrong)
{
    /// <summary>Nothing lost, doubled, unexpected or left behind, and every alert due.</summary>
    public bool IsPass =>
        (Lost, Duplicated, Unexpected, Unjudged, AlertsWrong) == (0, 0, 0, 0, 0) && Published == Judged && Stored > 0;

    public override string ToString() =>
        $"attempted {Attempted}, acknowledged {Acknowledged}, stored {Stored}, lost {Lost}, duplicated {Duplicated}, "
        + $"unexpected {Unexpected}, published {Published}, judged {Judged}, unjudged {Unjudged}, alerts {Alerts}, "
        + $"patients with wrong alerts {AlertsWrong}";
}

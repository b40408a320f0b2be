using LymphOutcomes.Chaos.Tests.Running;

namespace LymphOutcomes.Chaos.Tests.Judging;

/// <summary>A fact as one log holds it.</summary>
/// <param name="Id">Event id.</param>
/// <param name="Subject">The patient, by the hospital's own name.</param>
/// <param name="EffectiveTime">When it was true; with the subject it names the fact.</param>
/// <param name="Type">Stored name.</param>
public sealed record LogFact(Guid Id, string Subject, DateTimeOffset EffectiveTime, string Type);

/// <summary>An alert as alerting's log tells it.</summary>
/// <param name="Subject">The patient, by the hospital's own name.</param>
/// <param name="Rule">Which rule.</param>
/// <param name="EvidenceCount">How many facts fired.</param>
public sealed record RaisedAlert(string Subject, string Rule, int EvidenceCount);

/// <summary>What the tables of the system hold since some moment.</summary>
/// <param name="Intake">Facts of intake's log; news of what waits in quarantine are not among them.</param>
/// <param name="Sessions">Of sessions' log.</param>
/// <param name="Alerting">Of alerting's log, parked items not among them.</param>
/// <param name="Raised">One for every alert-raised event of alerting's log, as its alert stands now.</param>
public sealed record Tables(
    IReadOnlyList<LogFact> Intake,
    IReadOnlyList<LogFact> Sessions,
    IReadOnlyList<LogFact> Alerting,
    IReadOnlyList<RaisedAlert> Raised)
{
    private const string Subject = """
        coalesce((select i.system || '|' || i.value from intake.patient_identifiers i
                  where i.tenant = e.tenant_id and i.patient_id = substr(e.stream_id, 9)::uuid), e.stream_id)
        """;

    /// <summary>Ends of the three logs now.</summary>
    public static async Task<LogEnds> EndsAsync(Database database) => new(
        await database.NumberAsync("select max(seq_id) from intake.mt_events"),
        await database.NumberAsync("select max(seq_id) from sessions.mt_events"),
        await database.NumberAsync("select max(seq_id) from alerting.mt_events"));

    /// <summary>Everything logged since then.</summary>
    public static async Task<Tables> ReadAsync(Database database, LogEnds since) => new(
        await FactsAsync(database, "intake", "e.data->>'effectiveTime'", "e.data->>'effectiveTime' is not null", since.Intake),
        // What sessions says of its own (holds, what waits in quarantine) has no such time.
        await FactsAsync(database, "sessions", "e.data->>'effectiveTime'", "e.data->>'effectiveTime' is not null", since.Sessions),
        await FactsAsync(
            database, "alerting", "e.data->'origin'->>'effectiveTime'", "e.data->'origin' is not null", since.Alerting),
        await database.RowsAsync(
            $"""
            select {Subject}, a.item->>'rule', (a.item->>'evidenceCount')::int
            from alerting.mt_events e
            join alerting.alerts a on a.tenant_id = e.tenant_id and a.id = (e.data->'alert'->>'id')::uuid
            where e.type = 'alert-raised.v1' and e.seq_id > $1
            """,
            row => new RaisedAlert(row.GetString(0), row.GetString(1), row.GetInt32(2)),
            since.Alerting));

    private static Task<List<LogFact>> FactsAsync(Database database, string schema, string time, string condition, long since) =>
        database.RowsAsync(
            $"select e.id, {Subject}, {time}, e.type from {schema}.mt_events e where {condition} and e.seq_id > $1",
            row => new LogFact(
                row.GetGuid(0),
                row.GetString(1),
                DateTimeOffset.Parse(row.GetString(2), System.Globalization.CultureInfo.InvariantCulture),
                row.GetString(3)),
            since);
}

/// <summary>Last sequence numbers of the three logs.</summary>
public sealed record LogEnds(long Intake, long Sessions, long Alerting);

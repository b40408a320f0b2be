using System.Data.Common;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.KeepingTime;

/// <summary>
/// When each patient is next looked at, written in the append's own transaction: no timer is set without the event it follows from,
/// and none is lost with a program.
/// </summary>
/// <param name="rules">The rule sets in force.</param>
public sealed class TimerRows(RuleBook rules) : IInlineView<PatientPicture>
{
    // A moment that a judgement has not seen yet stays: to be looked at for nothing does no harm, not to be looked at does.
    private const string OfJudged = $"{Upsert} excluded.due_at";
    private const string OfOthers = $"{Upsert} least(timers.due_at, excluded.due_at)";

    private const string Upsert =
        """
        insert into timers (tenant_id, patient, due_at, seq)
        select * from unnest(@tenants, @patients, @dues, @seqs)
        on conflict (tenant_id, patient) do update
        set claimed_until = null, seq = excluded.seq, due_at =
        """;

    /// <inheritdoc/>
    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<PatientPicture>> units)
    {
        ArgumentNullException.ThrowIfNull(batch);
        List<Row> rows = [.. units.Select(RowOf).OfType<Row>()];
        Add(batch, OfJudged, rows.FindAll(row => row.IsJudged));
        Add(batch, OfOthers, rows.FindAll(row => !row.IsJudged));
    }

    private static void Add(DbBatch batch, string sql, List<Row> rows)
    {
        if (rows.Count == 0)
            return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new("tenants", rows.ConvertAll(row => row.Tenant).ToArray()),
                new("patients", rows.ConvertAll(row => row.Patient).ToArray()),
                new("dues", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz)
                {
                    Value = rows.ConvertAll(row => row.DueAt?.ToUniversalTime()).ToArray(),
                },
                new("seqs", rows.ConvertAll(row => row.Seq).ToArray()),
            },
        });
    }

    private Row? RowOf(CommittedStream<PatientPicture> unit)
    {
        if (unit.Stream.Patient is not { } patient || unit.Events is not [.., { } last])
            return null;
        return new(
            unit.Stream.Tenant,
            patient,
            Timetable.NextMoment(
                unit.State, rules.InForce(unit.Stream.Tenant), last.Timestamp, (unit.Note as MomentsToCome)?.Moments),
            last.SeqId,
            // Whoever takes a fact in, or a patient's facts, judges in the same append.
            unit.Events.Any(stored => stored.Data is PatientFact or FactJoined or PatientJoined or PatientParted or PatientBelongs));
    }

    private sealed record Row(string Tenant, Guid Patient, DateTimeOffset? DueAt, long Seq, bool IsJudged);
}

using System.Data.Common;
using LymphOutcomes.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Intake.MergingPatients;

/// <summary>Who belongs to whom, for the directory: written in the transaction of the merge itself.</summary>
public sealed class MergedPatientRows : IInlineView<MergeHistory>
{
    private const string Upsert =
        """
        insert into merged_patients (tenant, patient_id, merged_into, change) select * from unnest($1, $2, $3, $4)
        on conflict (tenant, patient_id) do update set merged_into = excluded.merged_into, change = excluded.change
        """;

    /// <inheritdoc/>
    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<MergeHistory>> units)
    {
        ArgumentNullException.ThrowIfNull(batch);
        // Of one patient the last of a commit: a row is written once.
        List<(string Tenant, PatientPlaced Placed)> rows =
        [
            .. units.SelectMany(unit => unit.Events.Select(stored => stored.Data).OfType<PatientPlaced>()
                .GroupBy(placed => placed.Patient)
                .Select(placed => (unit.Stream.Tenant, placed.Last()))),
        ];
        if (rows.Count == 0)
            return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Upsert)
        {
            Parameters =
            {
                Typed(NpgsqlDbType.Text, rows.ConvertAll(row => row.Tenant).ToArray()),
                Typed(NpgsqlDbType.Uuid, rows.ConvertAll(row => row.Placed.Patient).ToArray()),
                Typed(NpgsqlDbType.Uuid, rows.ConvertAll(row => row.Placed.MergedInto).ToArray()),
                Typed(NpgsqlDbType.Integer, rows.ConvertAll(row => row.Placed.Change).ToArray()),
            },
        });
    }

    private static NpgsqlParameter Typed(NpgsqlDbType type, object value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = value };
}

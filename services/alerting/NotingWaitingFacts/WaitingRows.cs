using System.Data.Common;
using System.Text.Json;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.NotingWaitingFacts;

/// <summary>The table behind what boards say about waiting facts, written in the append's own transaction.</summary>
public sealed class WaitingRows : IInlineView<PatientPicture>
{
    private const string Upsert =
        """
        insert into waiting_facts (tenant_id, patient, waiting, item)
        select * from unnest(@tenants, @patients, @counts, @items)
        on conflict (tenant_id, patient) do update set waiting = excluded.waiting, item = excluded.item
        """;

    /// <inheritdoc/>
    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<PatientPicture>> units)
    {
        List<(string Tenant, Guid Patient, WaitingFacts Waiting)> rows =
        [
            .. from unit in units
               let patient = unit.Stream.Patient
               where patient is not null && unit.Events.Any(stored => stored.Data is FactWaits or FactWaitsNoMore or ItemParked)
               select (unit.Stream.Tenant, patient.Value, unit.State.Waiting),
        ];
        if (rows.Count == 0)
            return;

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Upsert)
        {
            Parameters =
            {
                new("tenants", rows.ConvertAll(row => row.Tenant).ToArray()),
                new("patients", rows.ConvertAll(row => row.Patient).ToArray()),
                new("counts", rows.ConvertAll(row => row.Waiting.Count).ToArray()),
                new("items", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
                {
                    Value = rows.ConvertAll(row =>
                        JsonSerializer.Serialize(WaitingView.Of(row.Patient, row.Waiting), ContractJson.Options)).ToArray(),
                },
            },
        });
    }
}

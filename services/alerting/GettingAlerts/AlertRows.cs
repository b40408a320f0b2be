using System.Data.Common;
using System.Text.Json;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>The table behind <c>GET /v1/alerts</c>, written in the append's own transaction: a person reads their own write.</summary>
public sealed class AlertRows : IInlineView<PatientPicture>
{
    private const string Upsert =
        """
        insert into alerts (tenant_id, id, patient, raised_seq, changed_seq, handling, item)
        select * from unnest(@tenants, @ids, @patients, @seqs, @seqs, @handlings, @items)
        on conflict (tenant_id, id) do update
        set changed_seq = excluded.changed_seq, handling = excluded.handling, item = excluded.item
        """;

    /// <inheritdoc/>
    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<PatientPicture>> units)
    {
        List<(CommittedStream<PatientPicture> Stream, Guid Patient, long Seq, AlertEvent Last)> rows =
        [
            .. from stream in units
               let patient = stream.Stream.Patient
               where patient is not null
               from alert in stream.Events.Where(e => e.Data is AlertEvent).GroupBy(e => ((AlertEvent)e.Data!).Alert.Id)
               let last = alert.Last()
               select (stream, patient.Value, last.SeqId, (AlertEvent)last.Data!),
        ];
        if (rows.Count == 0)
            return;

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Upsert)
        {
            Parameters =
            {
                new("tenants", rows.ConvertAll(row => row.Stream.Stream.Tenant).ToArray()),
                new("ids", rows.ConvertAll(row => row.Last.Alert.Id).ToArray()),
                new("patients", rows.ConvertAll(row => row.Patient).ToArray()),
                new("seqs", rows.ConvertAll(row => row.Seq).ToArray()),
                new("handlings", rows.ConvertAll(row => row.Last.Alert.Handling.ToWire()).ToArray()),
                new("items", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
                {
                    Value = rows.ConvertAll(row =>
                        JsonSerializer.Serialize(AlertView.Of(row.Patient, row.Last.Alert), ContractJson.Options)).ToArray(),
                },
            },
        });
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// What is held, and how much each activation found, written with the events themselves: a look that is done again after a failure
/// counts nothing twice.
/// </summary>
public sealed class FindingRows : IInlineView<PatientPicture>
{
    private const string Hold =
        """
        insert into held_findings (tenant_id, alert, patient, item) select * from unnest(@tenants, @alerts, @patients, @items)
        on conflict (tenant_id, alert) do update set patient = excluded.patient, item = excluded.item
        """;

    private const string LetGo =
        """
        delete from held_findings f using unnest(@tenants, @alerts) as k (tenant_id, alert)
        where f.tenant_id = k.tenant_id and f.alert = k.alert
        """;

    private const string Count =
        """
        update rule_activations set held = held + @held, told = told + @told, changed = changed + @changed
        where tenant_id = @tenant and activation = @activation
        """;

    /// <inheritdoc/>
    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<PatientPicture>> units)
    {
        // An alert is what its last event says.
        List<(StreamKey Stream, AlertState Alert)> alerts = [];
        List<(StreamKey Stream, AlertState Alert)> gone = [];
        foreach (CommittedStream<PatientPicture> unit in units)
        {
            foreach (IGrouping<Guid, AlertEvent> one in
                unit.Events.Select(stored => stored.Data).OfType<AlertEvent>().GroupBy(happened => happened.Alert.Id))
            {
                AlertState alert = one.Last().Alert;
                if (alert is { Held: true, Condition: not Condition.Withdrawn })
                    alerts.Add((unit.Stream, alert));
                else if (alert.Held is true || one.Any(happened => happened is AlertReleased))
                    gone.Add((unit.Stream, alert));
            }
        }

        if (alerts.Count > 0)
            batch.BatchCommands.Add(HoldCommand(alerts));
        if (gone.Count > 0)
            batch.BatchCommands.Add(LetGoCommand(gone));
        foreach (IGrouping<(string Tenant, int Activation), AlertEvent> cause in units
            .SelectMany(unit => unit.Events)
            .Where(stored => stored.Data is AlertEvent && ActivationOf(stored) is not null)
            .GroupBy(stored => (stored.Stream.Tenant, ActivationOf(stored)!.Value), stored => (AlertEvent)stored.Data!))
        {
            batch.BatchCommands.Add(CountCommand(cause.Key.Tenant, cause.Key.Activation, [.. cause]));
        }
    }

    private static int? ActivationOf(StoredEvent stored) =>
        stored.Headers.CorrelationId is { } cause
            && cause.StartsWith(RuleChange.CauseOf(0)[..^1], StringComparison.Ordinal)
            && int.TryParse(cause[(RuleChange.CauseOf(0).Length - 1)..], CultureInfo.InvariantCulture, out int activation)
            ? activation
            : null;

    private static NpgsqlBatchCommand HoldCommand(List<(StreamKey Stream, AlertState Alert)> held) => new(Hold)
    {
        Parameters =
        {
            new("tenants", held.ConvertAll(one => one.Stream.Tenant).ToArray()),
            new("alerts", held.ConvertAll(one => one.Alert.Id).ToArray()),
            new("patients", held.ConvertAll(one => one.Stream.Patient!.Value).ToArray()),
            new("items", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
            {
                Value = held.ConvertAll(one => JsonSerializer.Serialize(
                    AlertView.Of(one.Stream.Patient!.Value, one.Alert), ContractJson.Options)).ToArray(),
            },
        },
    };

    private static NpgsqlBatchCommand LetGoCommand(List<(StreamKey Stream, AlertState Alert)> gone) => new(LetGo)
    {
        Parameters =
        {
            new("tenants", gone.ConvertAll(one => one.Stream.Tenant).ToArray()),
            new("alerts", gone.ConvertAll(one => one.Alert.Id).ToArray()),
        },
    };

    private static NpgsqlBatchCommand CountCommand(string tenant, int activation, IReadOnlyList<AlertEvent> happened)
    {
        long raised = happened.Count(one => one is AlertRaised or AlertReopened);
        long held = happened.Count(one => one is AlertRaised or AlertReopened && one.Alert.Held is true);
        return new(Count)
        {
            Parameters =
            {
                new("held", held),
                new("told", raised - held),
                new("changed", happened.Count - raised),
                new("tenant", tenant),
                new("activation", activation),
            },
        };
    }
}

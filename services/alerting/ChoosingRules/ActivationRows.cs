using System.Data.Common;
using LymphOutcomes.EventStore;
using Npgsql;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// An activation gets its row in the transaction that stores it: whoever is told that it is in force can look up how far it is.
/// </summary>
public sealed class ActivationRows : IInlineView<RuleSetHistory>
{
    private const string Begin =
        """
        insert into rule_activations (tenant_id, activation, version, event_id, begun) values (@tenant, @activation, @version, @event, @at)
        on conflict do nothing
        """;

    private const string Release =
        """
        update rule_activations set released_by = @by, released_at = @at where tenant_id = @tenant and activation = @activation
        """;

    /// <inheritdoc/>
    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<RuleSetHistory>> units)
    {
        foreach (StoredEvent stored in units.SelectMany(unit => unit.Events))
        {
            if (CommandOf(stored) is { } command)
                batch.BatchCommands.Add(command);
        }
    }

    private static NpgsqlBatchCommand? CommandOf(StoredEvent stored) => stored.Data switch
    {
        RuleSetActivated activated => new(Begin)
        {
            Parameters =
            {
                new("tenant", stored.Stream.Tenant),
                new("activation", activated.Activation),
                new("version", activated.Version),
                new("event", stored.Id),
                new("at", stored.Timestamp.ToUniversalTime()),
            },
        },
        FindingsReleased released => new(Release)
        {
            Parameters =
            {
                new("tenant", stored.Stream.Tenant),
                new("activation", released.Activation),
                new("by", released.By),
                new("at", stored.Timestamp.ToUniversalTime()),
            },
        },
        _ => null,
    };
}

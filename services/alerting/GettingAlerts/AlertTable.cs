using System.Data.Common;
using System.Globalization;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>The table behind <c>GET /v1/alerts</c>, written in the append's own transaction: a person reads their own write.</summary>
public sealed class AlertTable : IRowTable<AlertRow>
{
    /// <inheritdoc/>
    public string Name => "alerts";

    /// <inheritdoc/>
    public IReadOnlyList<RowColumn<AlertRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("id", "uuid", row => row.Id.ToString("D")),
        new("patient", "uuid", row => row.Patient.ToString("D")),
        new("raised_seq", "bigint", row => row.RaisedSeq.ToString(CultureInfo.InvariantCulture), IsFixed: true),
        new("changed_seq", "bigint", row => row.ChangedSeq.ToString(CultureInfo.InvariantCulture)),
        new("handling", "varchar", row => row.Handling),
        new("item", "jsonb", row => row.Item),
    ];

    /// <inheritdoc/>
    public AlertRow Read(DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
            row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5), row.GetString(6));
    }
}

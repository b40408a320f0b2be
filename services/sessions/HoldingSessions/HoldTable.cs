using System.Data.Common;
using System.Globalization;
using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>The table behind <c>GET /v1/holds</c>, written in the append's own transaction.</summary>
public sealed class HoldTable : IRowTable<HoldRow>
{
    /// <inheritdoc/>
    public string Name => "holds";

    /// <inheritdoc/>
    public IReadOnlyList<RowColumn<HoldRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("session", "uuid", row => row.Id.ToString("D")),
        new("patient", "uuid", row => row.Patient.ToString("D")),
        new("stage", "varchar", row => row.Stage.ToWire()),
        new("starts_at", "timestamptz", row => row.StartsAt.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        new("item", "jsonb", row => row.Item),
    ];

    /// <inheritdoc/>
    public HoldRow Read(DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
            row.GetString(0),
            row.GetGuid(1),
            row.GetGuid(2),
            WireText.TryParse(row.GetString(3), out SessionStage stage)
                ? stage
                : throw new InvalidDataException("A hold is of no stage that is known here."),
            row.GetFieldValue<DateTimeOffset>(4),
            row.GetString(5));
    }
}

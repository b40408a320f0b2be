using System.Data.Common;
using System.Globalization;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>
/// The table of <see cref="WaitRow"/>, written in the append's own transaction: no timer without the hold it follows from.
/// </summary>
public sealed class WaitTable : IRowTable<WaitRow>
{
    /// <inheritdoc/>
    public string Name => "hold_waits";

    /// <inheritdoc/>
    public IReadOnlyList<RowColumn<WaitRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("session", "uuid", row => row.Id.ToString("D")),
        new("patient", "uuid", row => row.Patient.ToString("D")),
        new(
            "held_since",
            "timestamptz",
            row => row.HeldSince.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            IsFixed: true),
    ];

    /// <inheritdoc/>
    public WaitRow Read(DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3));
    }
}

/// <summary>The table of <see cref="OverdueRow"/>, written in the append's own transaction.</summary>
public sealed class OverdueTable : IRowTable<OverdueRow>
{
    /// <inheritdoc/>
    public string Name => "hold_overdues";

    /// <inheritdoc/>
    public IReadOnlyList<RowColumn<OverdueRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("session", "uuid", row => row.Id.ToString("D")),
        new("overdue_since", "timestamptz", row => row.Since.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    public OverdueRow Read(DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.GetString(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2));
    }
}

using System.Data.Common;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Sessions.GettingSessions;

/// <summary>The table of <see cref="PlaceRow"/>, written in the append's own transaction.</summary>
public sealed class PlaceTable : IRowTable<PlaceRow>
{
    /// <inheritdoc/>
    public string Name => "session_places";

    /// <inheritdoc/>
    public IReadOnlyList<RowColumn<PlaceRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("session", "uuid", row => row.Id.ToString("D")),
        new("patient", "uuid", row => row.Patient.ToString("D")),
    ];

    /// <inheritdoc/>
    public PlaceRow Read(DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.GetString(0), row.GetGuid(1), row.GetGuid(2));
    }
}

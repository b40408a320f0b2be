using System.Data.Common;
using System.Globalization;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Sessions.ListingDays;

/// <summary>The table of <see cref="DayRow"/>, written in the append's own transaction.</summary>
public sealed class DayTable : IRowTable<DayRow>
{
    /// <inheritdoc/>
    public string Name => "session_days";

    /// <inheritdoc/>
    public IReadOnlyList<RowColumn<DayRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("id", "varchar", row => row.Id),
        new("day", "date", row => row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("therapist", "varchar", row => row.Therapist),
        new("patient", "uuid", row => row.Patient.ToString("D")),
    ];

    /// <inheritdoc/>
    public DayRow Read(DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.GetString(0), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetGuid(4));
    }
}

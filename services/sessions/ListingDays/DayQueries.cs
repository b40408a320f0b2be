using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Sessions.ListingDays;

/// <summary>Finds who may have a session on a day; every read is of one tenant.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class DayQueries(NpgsqlDataSource database)
{
    private const string Sql =
        """
        select distinct patient from session_days
        where tenant_id = @tenant and day = @day
          and (@therapist::varchar is null or therapist = @therapist)
          and patient > @after
        order by patient
        limit @limit
        """;

    /// <summary>Patients in the order of their ids.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="day">The calendar day.</param>
    /// <param name="therapist">Code of the therapist; null = of all.</param>
    /// <param name="after">Read on from here.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Guid>> PatientsAsync(
        string tenant, DateOnly day, string? therapist, Guid after, int limit, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(Sql);
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("day", day));
        command.Parameters.Add(new("therapist", NpgsqlDbType.Varchar) { Value = (object?)therapist ?? DBNull.Value });
        command.Parameters.Add(new("after", after));
        command.Parameters.Add(new("limit", limit));
        List<Guid> patients = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            patients.Add(rows.GetGuid(0));
        return patients;
    }
}

using Npgsql;

namespace LymphOutcomes.Sessions.GettingSessions;

/// <summary>Finds sessions by their id; every read is of one tenant.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class SessionQueries(NpgsqlDataSource database)
{
    /// <summary>The patient of a session; null when the tenant has no such session.</summary>
    public async Task<Guid?> PatientOfAsync(string tenant, Guid session, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            "select patient from session_places where tenant_id = @tenant and session = @session");
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("session", session));
        return await command.ExecuteScalarAsync(ct) is Guid patient ? patient : null;
    }
}

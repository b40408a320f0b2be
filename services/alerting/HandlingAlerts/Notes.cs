using Npgsql;

namespace LymphOutcomes.Alerting.HandlingAlerts;

/// <summary>Free text that people write, in a table that can be erased; events hold its id and hash.</summary>
/// <param name="database">The service's database.</param>
public sealed class Notes(NpgsqlDataSource database)
{
    /// <summary>Keeps a text. Written before the event that names it, so that no event points at nothing.</summary>
    public async Task KeepAsync(string tenant, Guid id, Guid patient, string body, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            "insert into notes (tenant_id, id, patient, body) values (@tenant, @id, @patient, @body) on conflict do nothing");
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("id", id));
        command.Parameters.Add(new("patient", patient));
        command.Parameters.Add(new("body", body));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The texts that are still there.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> FindAsync(string tenant, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        Dictionary<Guid, string> texts = [];
        if (ids.Count == 0)
            return texts;

        await using NpgsqlCommand command = database.CreateCommand(
            "select id, body from notes where tenant_id = @tenant and id = any(@ids)");
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("ids", ids.ToArray()));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            texts.Add(reader.GetGuid(0), reader.GetString(1));
        return texts;
    }
}

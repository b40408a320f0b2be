using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>Why providers answered for a session, in a table that can be erased; events hold id and hash.</summary>
/// <param name="database">The service's database.</param>
public sealed class OverrideReasons(NpgsqlDataSource database)
{
    /// <summary>Keeps a text. Written before the event that names it, so that no event points at nothing.</summary>
    public async Task<ReasonRef> KeepAsync(string tenant, Guid id, Guid patient, string text, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            "insert into notes (tenant_id, id, patient, body) values (@tenant, @id, @patient, @body)");
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("id", id));
        command.Parameters.Add(new("patient", patient));
        command.Parameters.Add(new("body", text));
        await command.ExecuteNonQueryAsync(ct);
        return new(id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Takes a text away whose event was refused.</summary>
    public async Task DropAsync(string tenant, Guid id, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand("delete from notes where tenant_id = @tenant and id = @id");
        command.Parameters.Add(new("tenant", tenant));
        command.Parameters.Add(new("id", id));
        await command.ExecuteNonQueryAsync(ct);
    }
}

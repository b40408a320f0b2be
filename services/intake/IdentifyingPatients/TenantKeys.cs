using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>
/// One key a hospital, made on first use. Cached: a key never changes, and tenants are as few as hospitals.
/// </summary>
/// <param name="database">Intake's schema.</param>
public sealed class TenantKeys(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>The key of a hospital, 32 bytes; the same for every instance, whoever comes first.</summary>
    public async Task<byte[]> OfAsync(string tenant, CancellationToken ct)
    {
        if (_known.TryGetValue(tenant, out byte[]? known))
            return known;

        // Two statements, as in PatientDirectory: the second sees the row the first may have waited for.
        await using NpgsqlBatch batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into tenant_keys (tenant, key) values ($1, $2) on conflict do nothing")
        {
            Parameters = { new() { Value = tenant }, new() { Value = RandomNumberGenerator.GetBytes(32) } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select key from tenant_keys where tenant = $1")
        {
            Parameters = { new() { Value = tenant } },
        });
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return _known.GetOrAdd(tenant, reader.GetFieldValue<byte[]>(0));
    }
}

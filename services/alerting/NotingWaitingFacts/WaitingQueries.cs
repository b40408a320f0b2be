using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using Npgsql;

namespace LymphOutcomes.Alerting.NotingWaitingFacts;

/// <summary>Reads whose facts wait; every read is of one tenant.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class WaitingQueries(NpgsqlDataSource database)
{
    private const string OfSql =
        "select item from waiting_facts where tenant_id = $1 and patient = any($2) and waiting > 0 order by patient";

    private const string PageSql =
        "select item from waiting_facts where tenant_id = $1 and patient > $2 and waiting > 0 order by patient limit $3";

    /// <summary>Those among these patients with facts that wait.</summary>
    public Task<IReadOnlyList<PatientWaiting>> OfAsync(string tenant, IReadOnlyCollection<Guid> patients, CancellationToken ct) =>
        patients.Count == 0
            ? Task.FromResult<IReadOnlyList<PatientWaiting>>([])
            : ReadAsync(OfSql, [new() { Value = tenant }, new() { Value = patients.ToArray() }], ct);

    /// <summary>What waits of one patient; null when nothing does.</summary>
    public async Task<PatientWaiting?> FindAsync(string tenant, Guid patient, CancellationToken ct) =>
        await OfAsync(tenant, [patient], ct) is [var found] ? found : null;

    /// <summary>A page of patients with facts that wait, in the order of their ids.</summary>
    public async Task<WaitingPage> PageAsync(string tenant, Guid after, int limit, CancellationToken ct)
    {
        IReadOnlyList<PatientWaiting> items = await ReadAsync(
            PageSql, [new() { Value = tenant }, new() { Value = after }, new() { Value = limit + 1 }], ct);
        return items.Count > limit ? new([.. items.Take(limit)], items[limit - 1].Patient) : new(items, Next: null);
    }

    private async Task<IReadOnlyList<PatientWaiting>> ReadAsync(string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        List<PatientWaiting> items = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            items.Add(JsonSerializer.Deserialize<PatientWaiting>(rows.GetString(0), ContractJson.Options)!);
        return items;
    }
}

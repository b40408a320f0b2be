using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Contracts.Alerting.V1;
using Npgsql;

namespace LymphOutcomes.Alerting.TellingWhatIsJudged;

/// <summary>Looks facts up in alerting's log. What is in the log is judged: both happen in one append.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class JudgedFacts(NpgsqlDataSource database)
{
    private const string ParkedType = "item-parked.v1";

    // The log's tables are Marten's, which other programs may read; only the store writes them.
    private const string Sql = "select id, type from mt_events where id = any($1) and tenant_id = $2";

    /// <summary>Those of the facts that the log holds; of each what became of it.</summary>
    public async Task<IReadOnlyList<JudgedFact>> FindAsync(string tenant, IReadOnlyList<Guid> facts, CancellationToken ct)
    {
        Dictionary<Guid, Guid> parkedAs = facts.Distinct().ToDictionary(Incoming.ParkedIdOf);
        await using NpgsqlCommand command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = parkedAs.Keys.Concat(parkedAs.Values).ToArray() });
        command.Parameters.Add(new() { Value = tenant });
        Dictionary<Guid, string> found = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            Guid id = rows.GetGuid(0);
            bool isParked = parkedAs.TryGetValue(id, out Guid fact) || rows.GetString(1) == ParkedType;
            if (!isParked)
                found[id] = "judged";
            else
                // Parked once, and judged when a later version could read it.
                found.TryAdd(fact == Guid.Empty ? id : fact, "parked");
        }

        return [.. found.Select(one => new JudgedFact(one.Key, one.Value))];
    }
}

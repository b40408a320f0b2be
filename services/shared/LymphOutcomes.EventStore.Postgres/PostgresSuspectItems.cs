using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Attempts in <c>suspect_items</c>.</summary>
public sealed class PostgresSuspectItems : ISuspectItems
{
    private const string AttemptSql = """
        insert into suspect_items (id, attempts) values ($1, 1)
        on conflict (id) do update set attempts = suspect_items.attempts + 1, last_attempt = now()
        returning attempts
        """;

    private const string TakeBackSql = "update suspect_items set attempts = greatest(attempts - 1, 0) where id = $1";

    private const string ForgetSql = "delete from suspect_items where id = $1";

    private readonly LogConnections _connections;

    internal PostgresSuspectItems(LogConnections connections) => _connections = connections;

    /// <inheritdoc/>
    public async Task<int> AttemptAsync(Guid item, CancellationToken ct) =>
        await RunAsync(AttemptSql, item, ct) as int? ?? throw new LogUnavailableException("An attempt could not be counted.");

    /// <inheritdoc/>
    public Task TakeBackAsync(Guid item, CancellationToken ct) => RunAsync(TakeBackSql, item, ct);

    /// <inheritdoc/>
    public Task ForgetAsync(Guid item, CancellationToken ct) => RunAsync(ForgetSql, item, ct);

    private async Task<object?> RunAsync(string sql, Guid item, CancellationToken ct)
    {
        try
        {
            await using NpgsqlCommand command = _connections.Reading.CreateCommand(sql);
            command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = item });
            return await command.ExecuteScalarAsync(ct);
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            throw new LogUnavailableException("Attempts cannot be counted now.", failure);
        }
    }
}

using LymphOutcomes.EventStore.Postgres;
using Npgsql;

namespace LymphOutcomes.Store.Tests;

/// <summary>Keeps everybody out of an append lane until disposed.</summary>
internal sealed class HeldLock(NpgsqlConnection connection) : IAsyncDisposable
{
    public static async Task<HeldLock> TakeAsync(LogOptions options)
    {
        NpgsqlConnectionStringBuilder text = new(options.ConnectionString) { Pooling = false };
        NpgsqlConnection connection = new(text.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("select pg_advisory_lock($1)", connection);
        command.Parameters.AddWithValue(AdvisoryKey.OfLog(options.Schema));
        await command.ExecuteNonQueryAsync();
        return new(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

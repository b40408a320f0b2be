using LymphOutcomes.Cli.Diagnosing;
using Npgsql;

namespace LymphOutcomes.Cli.Rebuilding;

/// <summary>Table <c>rebuilds</c> of one service: where an operator asks, and the program says how far it is.</summary>
/// <param name="source">Reaches the database as somebody who may write to the service's schema.</param>
/// <param name="schema">One of the three services: a constant of this program, never input.</param>
public sealed class RebuildDesk(NpgsqlDataSource source, string schema) : IAsyncDisposable
{
    /// <summary>The service.</summary>
    public string Service => schema;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="address">Npgsql's connection string, or a postgresql:// address.</param>
    /// <param name="service">The service.</param>
    /// <exception cref="CannotLookException">There is no address, or it is neither.</exception>
    public static RebuildDesk At(string? address, string service)
    {
        if (string.IsNullOrEmpty(address))
            throw new CannotLookException("LYMPH_REBUILD_POSTGRES is not set.");
        try
        {
            NpgsqlConnectionStringBuilder text = PostgresAddress.Read(address);
            text.ApplicationName = "lymph rebuild";
            text.Timeout = 5;
            text.CommandTimeout = 10;
            text.MaxPoolSize = 2;
            return new(NpgsqlDataSource.Create(text), service);
        }
        catch (ArgumentException)
        {
            // Its message quotes what it cannot read, which may be the password.
            throw new CannotLookException("LYMPH_REBUILD_POSTGRES is neither a connection string nor a postgresql:// address.");
        }
    }

    /// <summary>Every view of the service that can be built anew.</summary>
    public async Task<IReadOnlyList<RebuildSeen>> ListAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(RebuildSeen.Sql(schema));
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<RebuildSeen> views = [];
        while (await rows.ReadAsync(ct))
            views.Add(RebuildSeen.Read(schema, rows));
        return views;
    }

    /// <summary>Asks for one.</summary>
    /// <returns>False when it is asked for already.</returns>
    public async Task<bool> AskAsync(string view, CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(
            $"update {schema}.rebuilds set phase = 'asked', run = gen_random_uuid(), asked_at = now(), events = 0, failure = null "
            + "where name = $1 and phase = 'idle'");
        command.Parameters.Add(new() { Value = view });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>A view that can be built anew.</summary>
/// <param name="Log">The service.</param>
/// <param name="View">Its name.</param>
/// <param name="Phase"><c>idle</c>, <c>asked</c>, <c>scan</c> or <c>follow</c>.</param>
/// <param name="Events">Events dealt with in the run that is going on, or in the last.</param>
/// <param name="Head">Events there were when that was said.</param>
/// <param name="Skipped">Events of the log that the live view misses.</param>
/// <param name="AskedAt">When it was last asked for; null when never.</param>
/// <param name="MovedAt">When it last came on; null when never.</param>
/// <param name="FinishedAt">When it was last done; null when it goes on, or never was.</param>
/// <param name="Failure">What interrupted it last; it is tried again. Null when nothing did.</param>
public sealed record RebuildSeen(
    string Log,
    string View,
    string Phase,
    long Events,
    long Head,
    long Skipped,
    DateTimeOffset? AskedAt,
    DateTimeOffset? MovedAt,
    DateTimeOffset? FinishedAt,
    string? Failure)
{
    /// <summary>True while there is something to do.</summary>
    public bool IsGoingOn => Phase != "idle";

    /// <summary>The statement <see cref="Read"/> reads.</summary>
    /// <param name="schema">A constant of this program.</param>
    internal static string Sql(string schema) => $"""
        select r.name, r.phase, r.events, greatest(r.head, r.events),
               (select count(*) from {schema}.projection_skips s where s.projection = r.name),
               r.asked_at, r.moved_at, r.finished_at, r.failure
        from {schema}.rebuilds r order by r.name
        """;

    /// <summary>The row the reader is at.</summary>
    internal static RebuildSeen Read(string log, NpgsqlDataReader row) => new(
        log,
        row.GetString(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetInt64(3),
        row.GetInt64(4),
        Time(row, 5),
        Time(row, 6),
        Time(row, 7),
        row.IsDBNull(8) ? null : row.GetString(8));

    /// <summary>One line for people.</summary>
    public string Say() => Phase switch
    {
        "idle" when FinishedAt is { } done => $"{View}: built anew at {done:yyyy-MM-dd HH:mm:ss}Z from {Events} events{Missing()}",
        "idle" => $"{View}: never built anew{Missing()}",
        "asked" => $"{View}: asked for",
        _ => $"{View}: {Events} of {Head} events" + (Failure is null ? "" : $", interrupted ({Failure}), will go on"),
    };

    private string Missing() => Skipped == 0 ? "" : $"; {Skipped} events could not be used, see projection_skips";

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

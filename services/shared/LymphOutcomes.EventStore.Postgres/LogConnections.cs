using Npgsql;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Connection strings for each use of the log. Each has the schema as its search path, so SQL text names none.</summary>
internal sealed class LogConnections : IAsyncDisposable
{
    private readonly LogOptions _options;

    public LogConnections(LogOptions options)
    {
        _options = options;
        Appending = NpgsqlDataSource.Create(ForAppending());
        Reading = NpgsqlDataSource.Create(ForReading());
        Projecting = NpgsqlDataSource.Create(ForProjecting());
    }

    /// <summary>Connections of the append lane.</summary>
    public NpgsqlDataSource Appending { get; }

    /// <summary>Connections without state, for reads and positions and for a service's own tables.</summary>
    public NpgsqlDataSource Reading { get; }

    /// <summary>Connections that write rows made from the log.</summary>
    public NpgsqlDataSource Projecting { get; }

    /// <summary>For a connection that holds a lock or listens: its own, never pooled, and noticed when it breaks.</summary>
    public NpgsqlConnection Session(string purpose, string serverOptions = "")
    {
        NpgsqlConnectionStringBuilder text = Basic(purpose);
        text.Pooling = false;
        text.KeepAlive = 10;
        text.Options = serverOptions;
        return new NpgsqlConnection(text.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await Appending.DisposeAsync();
        await Reading.DisposeAsync();
        await Projecting.DisposeAsync();
    }

    private string ForAppending()
    {
        NpgsqlConnectionStringBuilder text = Basic("append");
        text.MaxPoolSize = 4;
        text.MaxAutoPrepare = 50;
        // Nothing of a session outlives a transaction here, so there is nothing to reset.
        text.NoResetOnClose = true;
        text.CommandTimeout = 15;
        // A program frozen while it holds the append lock loses it after five seconds. The planner is held to index look-ups:
        // a plan cached while the tables were small must not scan them when they are large.
        text.Options = "-c idle_in_transaction_session_timeout=5000"
            + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
        return text.ConnectionString;
    }

    private string ForProjecting()
    {
        NpgsqlConnectionStringBuilder text = Basic("project");
        text.MaxPoolSize = 6;
        text.CommandTimeout = 60;
        // A frozen runner must not keep its rows locked. Held to index look-ups as the append lane is: a table being filled has
        // no statistics yet.
        text.Options = "-c idle_in_transaction_session_timeout=10000"
            + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_sort=off";
        return text.ConnectionString;
    }

    private string ForReading()
    {
        NpgsqlConnectionStringBuilder text = Basic("read");
        text.MaxAutoPrepare = 50;
        return text.ConnectionString;
    }

    private NpgsqlConnectionStringBuilder Basic(string purpose) => new(_options.ConnectionString)
    {
        SearchPath = _options.Schema,
        ApplicationName = $"{_options.Schema} {purpose}",
        Timeout = 5,
    };
}

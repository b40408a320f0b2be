using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>What a failure of the database means for a group.</summary>
internal static class SqlStates
{
    /// <summary>
    /// The data of one unit is to blame: 22 data exception, 23 integrity constraint, 54 over a limit (an index row too long).
    /// Repeating the same group fails again; parting it finds the one.
    /// </summary>
    public static bool IsBadData(PostgresException failure) => failure.SqlState[..2] is "22" or "23" or "54";

    /// <summary>Trying again may help: lost connection, restart, lock, resources, a server that is not the primary yet.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        PostgresException server => server.SqlState[..2] is "08" or "25" or "40" or "53" or "55" or "57" or "58" or "XX",
        OperationCanceledException => true,
        NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException => true,
        _ => false,
    };
}

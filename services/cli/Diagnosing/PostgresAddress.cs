using Npgsql;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Reads the two ways in which people write where a PostgreSQL is.</summary>
public static class PostgresAddress
{
    /// <summary>Npgsql's own form (<c>Host=…;Username=…</c>), or <c>postgresql://user:password@host:port/database</c>.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("postgres" or "postgresql"))
            return new(text);

        string[] who = uri.UserInfo.Split(':', 2);
        string database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        return new()
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? NpgsqlConnection.DefaultPort : uri.Port,
            Username = Uri.UnescapeDataString(who[0]),
            Password = who.Length == 2 ? Uri.UnescapeDataString(who[1]) : null,
            Database = database.Length > 0 ? database : "lymph",
        };
    }
}

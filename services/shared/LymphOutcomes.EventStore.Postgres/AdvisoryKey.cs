using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Numbers of advisory locks. They are the database's, so each is made of the schema and the purpose.</summary>
internal static class AdvisoryKey
{
    public static long OfLog(string schema) => From($"log:{schema}");

    public static long OfMigrations(string schema) => From($"migrations:{schema}");

    public static long OfLeader(string schema, string reader) => From($"leader:{schema}:{reader}");

    private static long From(string name) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"lymph-outcomes:{name}")));
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LymphOutcomes.EventStore;

/// <summary>Ids that come out the same each time they are made from the same parts (UUID version 8).</summary>
public static class DerivedId
{
    /// <summary>The id of the <paramref name="ordinal"/>-th thing made from <paramref name="origin"/>.</summary>
    public static Guid From(Guid origin, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[20];
        origin.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], ordinal);
        return From(SHA256.HashData(bytes));
    }

    /// <summary>The first 16 bytes of a hash, marked as UUID version 8.</summary>
    /// <param name="hash">At least 16 bytes.</param>
    public static Guid From(ReadOnlySpan<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        hash[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

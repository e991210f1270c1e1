using System.Buffers.Binary;

namespace Guanwei.Server.Ids;

/// <summary>
/// Makes UUID v7 values from a given instant and given chance (RFC 9562 §5.7), so that ids sort by time on both
/// databases.
/// </summary>
public static class NewIds
{
    /// <summary>For expression trees, which may not call an interface's static member.</summary>
    public static TId Typed<TId>(Guid value) where TId : struct, IEntityId<TId> => TId.From(value);

    public static Guid Uuid7(DateTimeOffset now, ReadOnlySpan<byte> tenRandomBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tenRandomBytes.Length, 10);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)now.ToUnixTimeMilliseconds() << 16);
        tenRandomBytes[..10].CopyTo(bytes[6..]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

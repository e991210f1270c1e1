using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Guanwei.Vision;

/// <summary>One entry as the central directory tells it.</summary>
internal sealed record ZipPart(
    string Name, int Flags, int Method, uint Crc, long Packed, long Size, int Header, int Data)
{
    public int End => (int)(Data + Packed);

    public bool Encrypted => (Flags & 0x2041) != 0;
}

/// <summary>
/// A ZIP's central directory, read by hand (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). The framework's
/// reader
/// stops unpacking at the size the header declares and hides what stands between entries, so it cannot judge a hostile
/// file.
/// </summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22, CentralLength = 46, LocalLength = 30, LongestComment = 65_535;
    private readonly byte[] bytes;

    private ZipDirectory(byte[] bytes, int prefix, int centralStart, int end) =>
        (this.bytes, Prefix, CentralStart, End) = (bytes, prefix, centralStart, end);

    /// <summary>Bytes before the archive's own beginning.</summary>
    public int Prefix { get; }

    public int CentralStart { get; }

    /// <summary>Offset behind the end record without its comment.</summary>
    public int End { get; }

    public List<ZipPart> Parts { get; } = [];

    /// <summary>What is wrong with the directory; null when nothing is.</summary>
    public string? Fault { get; private set; }

    public bool TooMany { get; private set; }

    public static bool Starts(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The directory that a ZIP reader would find, or null when it would find none.</summary>
    public static ZipDirectory? Of(byte[] bytes, int mostParts)
    {
        var from = Math.Max(0, bytes.Length - EndLength - LongestComment);
        for (var at = bytes.Length - EndLength; at >= from; at--)
        {
            at = bytes.AsSpan(from, at - from + 4).LastIndexOf("PK\u0005\u0006"u8) + from;
            if (at < from)
            {
                return null;
            }

            if (AtEndRecord(bytes, at) is { } found)
            {
                found.ReadParts(mostParts);
                return found;
            }
        }

        return null;
    }

    /// <summary>The real unpacked bytes; the declared size does not bound them.</summary>
    public Stream Open(ZipPart part)
    {
        var packed = new MemoryStream(bytes, part.Data, (int)part.Packed, writable: false);
        return part.Method == 0 ? packed : new DeflateStream(packed, CompressionMode.Decompress);
    }

    private static ZipDirectory? AtEndRecord(byte[] bytes, int at)
    {
        var record = bytes.AsSpan(at);
        long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
        {
            return new(bytes, 0, at, at + EndLength) { Fault = "zip64" };
        }

        var prefix = at - size - offset;
        var start = at - size;
        if (prefix < 0 || (count > 0 && !bytes.AsSpan((int)start).StartsWith("PK\u0001\u0002"u8)))
        {
            return null;
        }

        return new(bytes, (int)prefix, (int)start, at + EndLength);
    }

    private void ReadParts(int most)
    {
        var at = CentralStart;
        var stop = End - EndLength;
        while (Fault is null && at < stop)
        {
            if (Parts.Count == most)
            {
                TooMany = true;
                return;
            }

            if (at + CentralLength > stop || !bytes.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
            {
                Fault = "directory";
                return;
            }

            at = ReadPart(at, stop);
        }
    }

    private int ReadPart(int at, int stop)
    {
        var record = bytes.AsSpan(at, stop - at);
        int U16(int offset, ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16LittleEndian(from[offset..]);
        long U32(int offset, ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from[offset..]);
        var nameLength = U16(28, record);
        var next = at + CentralLength + nameLength + U16(30, record) + U16(32, record);
        var header = U32(42, record) + Prefix;
        if (next > stop || header + LocalLength > CentralStart)
        {
            Fault = "directory";
            return stop;
        }

        var name = record.Slice(CentralLength, nameLength);
        var local = bytes.AsSpan((int)header, CentralStart - (int)header);
        var data = header + LocalLength + U16(26, local) + U16(28, local);
        var packed = U32(20, record);
        // Readers that go by the local header must see the same entry as those that go by the directory.
        var same = local.StartsWith("PK\u0003\u0004"u8) && U16(8, local) == U16(10, record)
            && data + packed <= CentralStart && local[LocalLength..].StartsWith(name) && U16(26, local) == nameLength;
        if (!same)
        {
            Fault = "header";
            return stop;
        }

        Parts.Add(new(Encoding.UTF8.GetString(name), U16(8, record), U16(10, record), (uint)U32(16, record), packed,
            U32(24, record), (int)header, (int)data));
        return next;
    }
}

using System.Buffers.Binary;

namespace Guanwei.Vision;

/// <summary>A PNG's chunks, walked without decoding (ISO/IEC 15948, clause 5).</summary>
internal sealed class PngWalk
{
    private const int SignatureLength = 8, FrameLength = 12, HeaderLength = 13;

    private PngWalk()
    {
    }

    public int? Width { get; private set; }
    public int? Height { get; private set; }

    /// <summary>Bytes of all rows with their filter bytes, an upper bound when interlaced.</summary>
    public long RawBytes { get; private set; }

    /// <summary>Offset behind IEND; null when the file stops before it.</summary>
    public int? End { get; private set; }

    /// <summary>The first chunk that breaks the rules; null when none does.</summary>
    public string? Fault { get; private set; }

    /// <summary>Where the packed picture data stand.</summary>
    public List<Range> Picture { get; } = [];

    /// <summary>Where packed texts and colour profiles stand, from their zlib header on.</summary>
    public List<Range> Packed { get; } = [];

    public static bool Starts(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Signature))
        {
            return false;
        }

        var header = bytes[SignatureLength..];
        return header.Length < SignatureLength || header[4..].StartsWith("IHDR"u8);
    }

    public static PngWalk Of(ReadOnlySpan<byte> bytes)
    {
        var walk = new PngWalk();
        var at = SignatureLength;
        while (walk.Fault is null && walk.End is null && at + FrameLength <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > int.MaxValue || at + FrameLength + (long)length > bytes.Length)
            {
                walk.Fault = length > int.MaxValue ? "length" : null;
                break;
            }

            at = walk.Take(bytes, at, (int)length);
        }

        return walk;
    }

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private int Take(ReadOnlySpan<byte> bytes, int at, int length)
    {
        var type = bytes.Slice(at + 4, 4);
        var data = bytes.Slice(at + 8, length);
        var next = at + FrameLength + length;
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[(next - 4)..]) != Crc32.Of(bytes.Slice(at + 4, length + 4)))
        {
            Fault = "crc";
        }

        if (type.SequenceEqual("IHDR"u8))
        {
            TakeHeader(data);
        }
        else if (type.SequenceEqual("IDAT"u8))
        {
            Picture.Add((at + 8)..(at + 8 + length));
        }
        else if (type.SequenceEqual("IEND"u8))
        {
            End = next;
        }
        else if (PackedFrom(type, data) is { } start)
        {
            Packed.Add((at + 8 + start)..(at + 8 + length));
        }

        return next;
    }

    private void TakeHeader(ReadOnlySpan<byte> data)
    {
        if (Width is not null || data.Length != HeaderLength)
        {
            Fault = "IHDR";
            return;
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var depthKnown = data[8] is 1 or 2 or 4 or 8 or 16 && data[9] is 0 or 2 or 3 or 4 or 6;
        if (!depthKnown || width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            Fault = "IHDR";
            return;
        }

        (Width, Height) = ((int)width, (int)height);
        long channels = data[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var row = (width * channels * data[8] + 7) / 8 + 1;
        // Adam7 has seven passes, each with its own filter bytes and padding; twice the plain size is never reached.
        RawBytes = data[12] == 0 ? row * height : (row + 7) * (height + 7L) * 2;
    }

    /// <summary>
    /// Where a chunk's zlib data begin, or null when it has none (keyword, NUL, then what the type prescribes).
    /// </summary>
    private static int? PackedFrom(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var keywordEnd = data.IndexOf((byte)0);
        if (keywordEnd < 0)
        {
            return null;
        }

        if (type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iCCP"u8))
        {
            return Math.Min(keywordEnd + 2, data.Length);
        }

        var compressed = keywordEnd + 1 < data.Length && data[keywordEnd + 1] == 1;
        if (!type.SequenceEqual("iTXt"u8) || !compressed)
        {
            return null;
        }

        var language = keywordEnd + 3;
        var translated = language + After(data, language);
        return Math.Min(translated + After(data, translated), data.Length);
    }

    private static int After(ReadOnlySpan<byte> data, int from)
    {
        var end = from < data.Length ? data[from..].IndexOf((byte)0) : -1;
        return end < 0 ? data.Length : end + 1;
    }
}

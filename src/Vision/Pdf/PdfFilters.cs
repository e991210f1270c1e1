using System.IO.Compression;

namespace Guanwei.Vision;

/// <summary>
/// Unpacks PDF streams piece by piece (ISO 32000-1, 7.4), as leniently as readers do: a check that stops at the first
/// damaged
/// byte would miss what a reader goes on to unpack.
/// </summary>
internal static class PdfFilters
{
    /// <summary>The stream behind the filter, or null for filters that yield a picture or are none.</summary>
    public static Stream? Unpack(Stream packed, string filter, bool earlyChange) => filter switch
    {
        "FlateDecode" or "Fl" => Flate(packed),
        "LZWDecode" or "LZW" => new ByteSequence(Lzw(packed, earlyChange)),
        "ASCII85Decode" or "A85" => new ByteSequence(Ascii85(packed)),
        "ASCIIHexDecode" or "AHx" => new ByteSequence(AsciiHex(packed)),
        "RunLengthDecode" or "RL" => new ByteSequence(RunLength(packed)),
        _ => null,
    };

    // The two bytes of zlib's header are skipped, not checked; so do readers.
    private static DeflateStream Flate(Stream packed)
    {
        packed.ReadByte();
        packed.ReadByte();
        return new DeflateStream(packed, CompressionMode.Decompress);
    }

    private static IEnumerable<byte> AsciiHex(Stream packed)
    {
        var high = -1;
        while (packed.ReadByte() is >= 0 and not '>' and var read)
        {
            var digit = PdfName.Hex((byte)read);
            if (digit < 0)
            {
                continue;
            }

            if (high < 0)
            {
                high = digit;
                continue;
            }

            yield return (byte)(high * 16 + digit);
            high = -1;
        }

        if (high >= 0)
        {
            yield return (byte)(high * 16);
        }
    }

    private static IEnumerable<byte> Ascii85(Stream packed)
    {
        uint group = 0;
        var digits = 0;
        while (packed.ReadByte() is >= 0 and not '~' and var read)
        {
            if (read == 'z' && digits == 0)
            {
                for (var zero = 0; zero < 4; zero++)
                {
                    yield return 0;
                }
            }

            if (read is < '!' or > 'u')
            {
                continue;
            }

            group = unchecked(group * 85 + (uint)(read - '!'));
            if (++digits < 5)
            {
                continue;
            }

            for (var shift = 24; shift >= 0; shift -= 8)
            {
                yield return (byte)(group >> shift);
            }

            (group, digits) = (0, 0);
        }

        for (var missing = digits; missing is > 0 and < 5; missing++)
        {
            group = unchecked(group * 85 + 84);
        }

        for (var left = 0; left < digits - 1; left++)
        {
            yield return (byte)(group >> (24 - 8 * left));
        }
    }

    private static IEnumerable<byte> RunLength(Stream packed)
    {
        const int end = 128;
        while (packed.ReadByte() is >= 0 and not end and var length)
        {
            var repeated = length > end ? packed.ReadByte() : -1;
            for (var left = length > end ? 257 - length : length + 1; left > 0; left--)
            {
                var next = length > end ? repeated : packed.ReadByte();
                if (next < 0)
                {
                    yield break;
                }

                yield return (byte)next;
            }
        }
    }

    private static IEnumerable<byte> Lzw(Stream packed, bool earlyChange)
    {
        const int clear = 256, end = 257, full = 4096;
        var prefix = new int[full];
        var last = new byte[full];
        var unwound = new byte[full];
        var (count, width, previous) = (end + 1, 9, -1);
        var (bits, held) = (0L, 0);
        byte first = 0;
        while (true)
        {
            while (held < width)
            {
                var next = packed.ReadByte();
                if (next < 0)
                {
                    yield break;
                }

                (bits, held) = (((bits << 8) | (uint)next) & 0xFFFFFF, held + 8);
            }

            var code = (int)(bits >> (held - width)) & ((1 << width) - 1);
            held -= width;
            if (code == end || (code >= count && (previous < 0 || code > count)))
            {
                yield break;
            }

            if (code == clear)
            {
                (count, width, previous) = (end + 1, 9, -1);
                continue;
            }

            // The one code not yet known stands for the previous string and its own first byte.
            var length = 0;
            var known = code;
            if (code == count)
            {
                unwound[length++] = first;
                known = previous;
            }

            for (; known > end; known = prefix[known])
            {
                unwound[length++] = last[known];
            }

            first = (byte)known;
            unwound[length++] = first;
            while (length > 0)
            {
                yield return unwound[--length];
            }

            if (previous >= 0 && count < full)
            {
                (prefix[count], last[count]) = (previous, first);
                count++;
                var next = count + (earlyChange ? 1 : 0);
                width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
            }

            previous = code;
        }
    }
}

namespace Guanwei.Vision;

/// <summary>One stream object, found by its keywords and not by the cross-reference table, which may lie.</summary>
/// <param name="Filters">Chains to try: more than one when the dictionary is ambiguous.</param>
/// <param name="Data">Where its bytes stand.</param>
/// <param name="Picture">True when the dictionary says it is an image.</param>
/// <param name="Width">The picture's width in pixels as declared; 0 when none is.</param>
/// <param name="Height">The picture's height in pixels as declared; 0 when none is.</param>
/// <param name="Cost">
/// Bytes looked at to find and unpack it: hostile files repeat long dictionaries and unending data.
/// </param>
/// <param name="EarlyChange">LZW's code length grows one code early; so unless the dictionary says 0.</param>
internal sealed record PdfStream(
    IReadOnlyList<IReadOnlyList<string>> Filters, Range Data, bool Picture, long Width, long Height, long Cost,
    bool EarlyChange)
{
    /// <summary>More layers than any writer uses; deeper chains are only work for the reader.</summary>
    public const int LongestChain = 4;

    private const int LongestDictionary = 64 << 10;

    public static IEnumerable<PdfStream> In(byte[] bytes)
    {
        for (var at = 0; Next(bytes, at) is { } found; at = found.Data.Start.Value)
        {
            yield return found;
        }
    }

    private static PdfStream? Next(byte[] bytes, int from)
    {
        while (bytes.AsSpan(from).IndexOf("stream"u8) is >= 0 and var offset)
        {
            var keyword = from + offset;
            from = keyword + "stream".Length;
            var dictionaryEnd = bytes.AsSpan(0, keyword).TrimEnd(PdfName.Spaces).Length;
            if (dictionaryEnd >= 2 && bytes.AsSpan(dictionaryEnd - 2, 2).SequenceEqual(">>"u8))
            {
                return Read(bytes, dictionaryEnd, from);
            }
        }

        return null;
    }

    private static PdfStream Read(byte[] bytes, int dictionaryEnd, int keywordEnd)
    {
        var window = bytes.AsSpan(Math.Max(0, dictionaryEnd - LongestDictionary)..dictionaryEnd);
        var dictionary = window[Math.Max(0, window.LastIndexOf("obj"u8))..];
        var start = keywordEnd;
        start += start < bytes.Length && bytes[start] == '\r' ? 1 : 0;
        start += start < bytes.Length && bytes[start] == '\n' ? 1 : 0;

        var end = bytes.AsSpan(start).IndexOf("endstream"u8) is >= 0 and var length ? start + length : bytes.Length;
        long width = 0, height = 0;
        var (picture, earlyChange) = (false, true);
        List<IReadOnlyList<string>> filters = [];
        for (var at = 0; dictionary[at..].IndexOf((byte)'/') is >= 0 and var slash;)
        {
            (var name, at) = PdfName.At(dictionary, at + slash);
            var value = dictionary[at..].TrimStart(PdfName.Spaces);
            switch (name)
            {
                case "Filter":
                    filters.AddRange(Chains(value));
                    break;
                case "Length":
                    // The word "endstream" may stand inside the data; the longer reading is the safe one.
                    end = (int)Math.Min(bytes.Length, Math.Max(end, start + Number(value)));
                    break;
                case "Width":
                    width = Number(value);
                    break;
                case "Height":
                    height = Number(value);
                    break;
                case "Image":
                    picture = true;
                    break;
                case "EarlyChange":
                    earlyChange = Number(value) != 0;
                    break;
            }
        }

        return new(filters, start..end, picture, width, height, dictionary.Length + end - start, earlyChange);
    }

    /// <summary>
    /// A name, an array of names, or a reference to either, which is answered by trying what could unpack much.
    /// </summary>
    private static List<IReadOnlyList<string>> Chains(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] is not ((byte)'/' or (byte)'['))
        {
            return [["FlateDecode"], ["LZWDecode"], ["RunLengthDecode"]];
        }

        if (value[0] == '/')
        {
            return [[PdfName.At(value, 0).Name]];
        }

        var close = value.IndexOf((byte)']');
        var array = close < 0 ? value : value[..close];
        List<string> names = [];
        for (var at = 0; names.Count <= LongestChain && array[at..].IndexOf((byte)'/') is >= 0 and var slash;)
        {
            (var name, at) = PdfName.At(array, at + slash);
            names.Add(name);
        }

        return [names];
    }

    private static long Number(ReadOnlySpan<byte> value)
    {
        long number = 0;
        foreach (var b in value)
        {
            if (!char.IsAsciiDigit((char)b) || number > int.MaxValue)
            {
                break;
            }

            number = number * 10 + (b - '0');
        }

        return number;
    }
}

namespace Guanwei.Vision;

internal static class PdfCheck
{
    public static void Run(Evidence evidence, int header)
    {
        var bytes = evidence.Bytes;
        ReportBefore(evidence, bytes.AsSpan(0, header));
        var ends = bytes.AsSpan().LastIndexOf("%%EOF"u8);
        if (ends < 0 || bytes.AsSpan().LastIndexOf("startxref"u8) < 0)
        {
            evidence.Report(FindingCode.Truncated);
        }
        else
        {
            ReportBehind(evidence, bytes.AsSpan(ends + "%%EOF".Length));
        }

        var names = new PdfActiveNames();
        names.See(bytes);
        evidence.Encrypted = IsEncrypted(bytes);
        if (evidence.Encrypted)
        {
            evidence.Report(FindingCode.Encrypted);
        }
        else
        {
            PdfUnpacking.Run(evidence, names);
        }

        foreach (var name in names.Found)
        {
            evidence.Report(FindingCode.PdfActive, name);
        }

        if (!evidence.Encrypted && !evidence.Has(FindingCode.Truncated) && !evidence.Has(FindingCode.PdfBomb)
            && !evidence.Has(FindingCode.PixelsTooMany))
        {
            PdfPages.Read(evidence);
        }
    }

    private static void ReportBefore(Evidence evidence, ReadOnlySpan<byte> before)
    {
        var named = before.TrimStart(SecondFormat.ByteOrderMark).TrimStart(PdfName.Spaces);
        if (!named.IsEmpty)
        {
            evidence.Report(FindingCode.Polyglot, SecondFormat.NameIn(before) ?? "prefix", before.Length);
        }
        else if (SecondFormat.ScriptIn(evidence.Bytes.AsSpan(0, Math.Min(evidence.Bytes.Length, 1024))) is { } script)
        {
            // Where browsers look when they guess a kind (WHATWG MIME Sniffing reads 1,445 bytes).
            evidence.Report(FindingCode.Polyglot, script);
        }
    }

    private static void ReportBehind(Evidence evidence, ReadOnlySpan<byte> behind)
    {
        if (!behind.Trim(PdfName.Spaces).IsEmpty)
        {
            var second = SecondFormat.NameIn(behind);
            evidence.Report(second is null ? FindingCode.TrailingData : FindingCode.Polyglot, second, behind.Length);
        }
    }

    /// <summary>
    /// The trailer's Encrypt entry; trailers and cross-reference streams' dictionaries are never encrypted themselves.
    /// </summary>
    private static bool IsEncrypted(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf((byte)'/') is >= 0 and var slash;)
        {
            at += slash;
            if (bytes[at..] is [_, (byte)'E' or (byte)'#', ..]
                && PdfName.At(bytes, at) is ("Encrypt", var end) && Refers(bytes[end..]))
            {
                return true;
            }

            at++;
        }

        return false;
    }

    private static bool Refers(ReadOnlySpan<byte> value)
    {
        var trimmed = value.TrimStart(PdfName.Spaces);
        return !trimmed.IsEmpty && (trimmed[0] == '<' || char.IsAsciiDigit((char)trimmed[0]));
    }
}

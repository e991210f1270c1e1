namespace Guanwei.Vision;

/// <summary>Workbooks and letters: the container's tricks, and what of their content acts.</summary>
internal static class ZipCheck
{
    // A data descriptor may stand behind an entry: 12 to 24 bytes (APPNOTE 4.3.9).
    private const int LongestDescriptor = 24;
    private const int HeadLength = 16;

    public static void Run(Evidence evidence)
    {
        if (ZipDirectory.Of(evidence.Bytes, evidence.Limits.MaxZipEntries) is not { } zip)
        {
            evidence.Report(FindingCode.Truncated, "zip");
            return;
        }

        evidence.Kind = KindOf(zip);
        if (zip.TooMany)
        {
            evidence.Report(FindingCode.ZipBomb, "entries", zip.Parts.Count + 1, evidence.Limits.MaxZipEntries);
            return;
        }

        if (zip.Fault is { } fault)
        {
            evidence.Report(FindingCode.Unreadable, fault);
            return;
        }

        ReportNames(evidence, zip);
        ReportLayout(evidence, zip);
        ReportTail(evidence, zip);
        if (zip.Parts.Exists(p => p.Encrypted))
        {
            evidence.Encrypted = true;
            evidence.Report(FindingCode.Encrypted);
            return;
        }

        if (!evidence.Has(FindingCode.ZipBomb))
        {
            evidence.Decoded = Unpack(evidence, zip);
        }
    }

    private static DocumentKind KindOf(ZipDirectory zip)
    {
        bool Holds(string name) => zip.Parts.Exists(p => p.Name == name);
        return !Holds("[Content_Types].xml") ? DocumentKind.Unknown
            : Holds("xl/workbook.xml") ? DocumentKind.Xlsx
            : Holds("word/document.xml") ? DocumentKind.Docx
            : DocumentKind.Unknown;
    }

    private static void ReportNames(Evidence evidence, ZipDirectory zip)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in zip.Parts)
        {
            var climbs = part.Name.Split('/').Contains("..");
            var odd = part.Name is "" or ['/', ..] || part.Name.Any(c => c is '\\' or ':' || char.IsControl(c));
            if (climbs || odd || !seen.Add(part.Name))
            {
                evidence.Report(FindingCode.ZipPath);
            }

            if (IsMacro(part.Name))
            {
                evidence.Report(FindingCode.Macro, Shown(part.Name));
            }
        }
    }

    private static bool IsMacro(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase);

    private static void ReportLayout(Evidence evidence, ZipDirectory zip)
    {
        var end = 0;
        foreach (var part in zip.Parts.OrderBy(p => p.Header))
        {
            if (part.Header < end)
            {
                evidence.Report(FindingCode.ZipBomb, "overlap");
            }
            else if (part.Header > end + LongestDescriptor)
            {
                evidence.Report(FindingCode.Polyglot, "gap");
            }

            end = Math.Max(end, part.End);
        }

        if (zip.CentralStart > end + LongestDescriptor)
        {
            evidence.Report(FindingCode.Polyglot, "gap");
        }
    }

    private static void ReportTail(Evidence evidence, ZipDirectory zip)
    {
        if (evidence.Bytes.AsSpan(zip.End) is { IsEmpty: false } tail)
        {
            var second = SecondFormat.NameIn(tail);
            evidence.Report(second is null ? FindingCode.TrailingData : FindingCode.Polyglot, second, tail.Length);
        }
    }

    private static bool Unpack(Evidence evidence, ZipDirectory zip)
    {
        var limits = evidence.Limits;
        long total = 0, packed = 0;
        foreach (var part in zip.Parts)
        {
            if (part.Method is not (0 or 8))
            {
                evidence.Report(FindingCode.Unreadable, "method");
                return false;
            }

            packed += part.Packed;
            var (size, crc, head, declares) = Read(zip, part, limits.MaxZipBytes - total);
            total += size;
            if (total > limits.MaxZipBytes)
            {
                evidence.Report(FindingCode.ZipBomb, "size", limit: limits.MaxZipBytes);
                return false;
            }

            if (total > limits.ZipRatioFloor && total > packed * limits.MaxZipRatio)
            {
                evidence.Report(FindingCode.ZipBomb, "ratio", total / Math.Max(1, packed), limits.MaxZipRatio);
                return false;
            }

            if (size != part.Size || crc != part.Crc)
            {
                evidence.Report(FindingCode.Unreadable, "entry");
            }

            if (ZipDirectory.Starts(head) || SecondFormat.NameAtStart(head) is "rar" or "7z" or "gzip")
            {
                evidence.Report(FindingCode.ZipNested, Shown(part.Name));
            }

            if (declares)
            {
                evidence.Report(FindingCode.XmlDtd, Shown(part.Name));
            }
        }

        return evidence.Kind != DocumentKind.Unknown;
    }

    private static (long Size, uint Crc, byte[] Head, bool Declares) Read(ZipDirectory zip, ZipPart part, long most)
    {
        using var content = zip.Open(part);
        using var head = new MemoryStream();
        var declarations = new XmlDeclarations();
        var crc = uint.MaxValue;
        var size = BoundedBytes.Count(content, most, piece =>
        {
            crc = Crc32.Continue(crc, piece);
            head.Write(piece[..Math.Min(piece.Length, HeadLength - (int)head.Length)]);
            declarations.See(piece);
        });
        return (size, ~crc, head.ToArray(), declarations.Found);
    }

    private static string Shown(string name) => new([.. name.Take(80).Select(c => c is >= ' ' and <= '~' ? c : '?')]);
}

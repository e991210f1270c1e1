namespace Guanwei.Vision;

/// <summary>Decides the kind and hands the file to that kind's check.</summary>
internal static class DocumentCheck
{
    private const int PdfHeaderWindow = 1024;

    public static void Run(Evidence evidence)
    {
        var bytes = evidence.Bytes;
        if (bytes.Length == 0)
        {
            evidence.Report(FindingCode.Empty);
            return;
        }

        if (JpegWalk.Starts(bytes))
        {
            evidence.Kind = DocumentKind.Jpeg;
            JpegCheck.Run(evidence);
        }
        else if (PngWalk.Starts(bytes))
        {
            evidence.Kind = DocumentKind.Png;
            PngCheck.Run(evidence);
        }
        else if (ZipDirectory.Starts(bytes))
        {
            ZipCheck.Run(evidence);
        }
        else if (PdfHeader(bytes) is >= 0 and var offset)
        {
            evidence.Kind = DocumentKind.Pdf;
            PdfCheck.Run(evidence, offset);
        }
        else
        {
            TextCheck.Run(evidence);
        }

        ReportSecondFormats(evidence);
        if (evidence.Kind == DocumentKind.Unknown)
        {
            evidence.Report(FindingCode.KindUnknown, SecondFormat.NameAtStart(bytes));
        }
    }

    /// <summary>What any reader of another format would find in this file, wherever that reader looks.</summary>
    private static void ReportSecondFormats(Evidence evidence)
    {
        var bytes = evidence.Bytes;
        if (evidence.Kind is not (DocumentKind.Xlsx or DocumentKind.Docx) && !ZipDirectory.Starts(bytes)
            && ZipDirectory.Of(bytes, evidence.Limits.MaxZipEntries) is not null)
        {
            evidence.Report(FindingCode.Polyglot, "zip");
        }

        if (evidence.Kind != DocumentKind.Pdf && PdfHeader(bytes) >= 0)
        {
            evidence.Report(FindingCode.Polyglot, "pdf");
        }

        // In a picture these letters never occur by chance: five bytes in 32 MiB, once in 30,000 files at worst.
        if (evidence.Kind is DocumentKind.Jpeg or DocumentKind.Png && SecondFormat.ScriptIn(bytes) is { } script)
        {
            evidence.Report(FindingCode.Polyglot, script);
        }
    }

    /// <summary>Readers accept the header anywhere in the first 1,024 bytes (ISO 32000-1, annex H, note 13).</summary>
    private static int PdfHeader(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, PdfHeaderWindow)].IndexOf("%PDF-"u8);
}

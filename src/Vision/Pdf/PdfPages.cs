using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Guanwei.Vision;

/// <summary>
/// Parses every page with PdfPig, in a thread of its own: pages may draw each other without end, or very deeply.
/// </summary>
internal static class PdfPages
{
    private const int StackBytes = 64 << 20;

    private sealed record Reading(int? Pages, FindingCode? Fault, string? Detail = null);

    public static void Read(Evidence evidence)
    {
        Reading? done = null;
        var (bytes, most) = (evidence.Bytes, evidence.Limits.MaxPages);
        var thread = new Thread(() => done = Guarded(bytes, most), StackBytes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(evidence.Limits.PdfTime))
        {
            evidence.Report(FindingCode.Unreadable, "time");
            return;
        }

        var reading = done!;
        evidence.Pages = reading.Pages;
        evidence.Encrypted |= reading.Fault == FindingCode.Encrypted;
        evidence.Decoded = reading.Fault is null;
        if (reading.Fault is { } fault)
        {
            var counted = fault == FindingCode.PdfTooManyPages;
            evidence.Report(fault, reading.Detail, counted ? reading.Pages : null, counted ? most : null);
        }
    }

    // A parser meeting hostile bytes may throw anything; whatever it throws, the file is not readable.
    private static Reading Guarded(byte[] bytes, int most)
    {
        try
        {
            return Parse(bytes, most);
        }
        catch (PdfDocumentEncryptedException)
        {
            return new(null, FindingCode.Encrypted);
        }
        catch (Exception e)
        {
            return new(null, FindingCode.Unreadable, e is OutOfMemoryException ? "memory" : "document");
        }
    }

    private static Reading Parse(byte[] bytes, int most)
    {
        var options = new ParsingOptions { SkipMissingFonts = true, UseLenientParsing = true };
        using var pdf = PdfDocument.Open(bytes, options);
        var pages = pdf.NumberOfPages;
        if (pdf.IsEncrypted)
        {
            return new(pages, FindingCode.Encrypted);
        }

        if (pages == 0)
        {
            return new(pages, FindingCode.Unreadable, "pages");
        }

        if (pages > most)
        {
            return new(pages, FindingCode.PdfTooManyPages);
        }

        for (var number = 1; number <= pages; number++)
        {
            pdf.GetPage(number);
        }

        return new(pages, null);
    }
}

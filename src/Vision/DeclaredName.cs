using System.Globalization;

namespace Guanwei.Vision;

/// <summary>The name a sender gave to a file: compared with what the file is, and searched for tricks.</summary>
internal static class DeclaredName
{
    private const int LongestExtension = 16;

    public static void Check(Evidence evidence, string? name)
    {
        if (name is null)
        {
            return;
        }

        if (name.Any(Tricky))
        {
            evidence.Report(FindingCode.NameTrick);
        }

        // Behind the last dot, whatever stands around it: what a person sees and what a desktop opens by.
        var dot = name.LastIndexOf('.');
        var extension = dot < 0 ? "" : name[(dot + 1)..].ToLowerInvariant();
        if (evidence.Kind != DocumentKind.Unknown && KindOf(extension) != evidence.Kind)
        {
            var shown = extension.Where(char.IsAsciiLetterOrDigit).Take(LongestExtension);
            evidence.Report(FindingCode.KindMismatch, string.Concat(shown));
        }
    }

    private static DocumentKind KindOf(string extension) => extension switch
    {
        "jpg" or "jpeg" or "jpe" or "jfif" => DocumentKind.Jpeg,
        "png" => DocumentKind.Png,
        "pdf" => DocumentKind.Pdf,
        "xlsx" => DocumentKind.Xlsx,
        "docx" => DocumentKind.Docx,
        "csv" or "txt" or "tsv" => DocumentKind.Text,
        _ => DocumentKind.Unknown,
    };

    // Format characters include the direction marks that make "exe.gpj" read as "jpg.exe".
    private static bool Tricky(char c) =>
        c is '/' or '\\' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}

namespace Guanwei.Vision;

/// <summary>What a file is, told by its first bytes and its structure; never by its name.</summary>
public enum DocumentKind
{
    /// <summary>None of the kinds below.</summary>
    Unknown,

    /// <summary>JPEG (ITU-T T.81): starts with SOI and a marker.</summary>
    Jpeg,

    /// <summary>PNG (ISO/IEC 15948): signature and IHDR.</summary>
    Png,

    /// <summary>PDF (ISO 32000): <c>%PDF-</c> within the first 1,024 bytes.</summary>
    Pdf,

    /// <summary>Excel workbook (ECMA-376): a ZIP with <c>[Content_Types].xml</c> and <c>xl/workbook.xml</c>.</summary>
    Xlsx,

    /// <summary>Word document (ECMA-376): a ZIP with <c>[Content_Types].xml</c> and <c>word/document.xml</c>.</summary>
    Docx,

    /// <summary>Plain text, csv included: UTF-8, UTF-16 with a mark, or GB18030, free of control characters.</summary>
    Text,
}

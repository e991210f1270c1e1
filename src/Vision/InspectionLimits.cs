namespace Guanwei.Vision;

/// <summary>
/// Bounds of an inspection. They guard the inspecting process (256 MB heap, 20 s); what an office accepts
/// (2 MB a document, for example) is a rule and is decided elsewhere.
/// </summary>
public sealed record InspectionLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static InspectionLimits Default { get; } = new();

    /// <summary>
    /// Largest file looked at, in bytes. 32 MiB: sixteen times the largest document an application may carry.
    /// </summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Most pixels of a picture, width × height. 50 million: an A3 page at 400 dpi has 31 million.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>
    /// Fewest pixels on the short side before a picture counts as not legible. An ID card at 150 dpi has 318.
    /// </summary>
    public int MinShortSide { get; init; } = 300;

    /// <summary>
    /// Most scans of a progressive JPEG. Cameras and encoders write about ten; each costs a pass over the picture.
    /// </summary>
    public int MaxJpegScans { get; init; } = 100;

    /// <summary>Most pages of a PDF.</summary>
    public int MaxPages { get; init; } = 50;

    /// <summary>Most unpacked bytes over all streams of a PDF. 256 MiB: ten colour pages at 300 dpi.</summary>
    public long MaxPdfBytes { get; init; } = 256L << 20;

    /// <summary>Most unpacked bytes of one PDF stream that is no picture. It is parsed in memory.</summary>
    public long MaxPdfContentBytes { get; init; } = 32L << 20;

    /// <summary>Longest time for parsing a PDF's pages; pages that draw each other can take for ever.</summary>
    public TimeSpan PdfTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most unpacked bytes over all entries of a workbook or document.</summary>
    public long MaxZipBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Highest unpacked to packed ratio above <see cref="ZipRatioFloor"/>. Repetitive sheets reach 50.
    /// </summary>
    public int MaxZipRatio { get; init; } = 200;

    /// <summary>Unpacked bytes below which the ratio does not matter.</summary>
    public long ZipRatioFloor { get; init; } = 4L << 20;

    /// <summary>Most entries of a workbook or document.</summary>
    public int MaxZipEntries { get; init; } = 2_000;
}

namespace Guanwei.Vision;

/// <summary>What is known so far about the file under inspection.</summary>
internal sealed class Evidence(byte[] bytes, InspectionLimits limits)
{
    // A hostile file can earn a finding per entry; a reader needs the first few.
    private const int MostFindings = 40;
    private readonly List<Finding> findings = [];

    public byte[] Bytes { get; } = bytes;
    public InspectionLimits Limits { get; } = limits;
    public DocumentKind Kind { get; set; }
    public int? Width { get; set; }
    public int? Height { get; set; }
    public int? Pages { get; set; }
    public bool Encrypted { get; set; }
    public bool Decoded { get; set; }
    public IReadOnlyList<Finding> Findings => findings;
    public bool Blocked => findings.Exists(f => f.Severity == FindingSeverity.Block);

    public bool Has(FindingCode code) => findings.Exists(f => f.Code == code);

    public void Report(FindingCode code, string? detail = null, long? found = null, long? limit = null)
    {
        if (findings.Count < MostFindings && !findings.Exists(f => f.Code == code && f.Detail == detail))
        {
            findings.Add(Finding.Of(code, detail, found, limit));
        }
    }

    /// <summary>True when the dimensions are within the limit; reported otherwise.</summary>
    public bool PixelsAllowed(long width, long height)
    {
        var pixels = width * height;
        if (pixels <= Limits.MaxPixels)
        {
            return true;
        }

        Report(FindingCode.PixelsTooMany, found: pixels, limit: Limits.MaxPixels);
        return false;
    }
}

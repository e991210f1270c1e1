namespace Guanwei.Vision.Tests;

/// <summary>The vocabulary of these tests.</summary>
internal static class Inspecting
{
    public static Inspection Of(byte[] bytes, string? name = null, InspectionLimits? limits = null) =>
        Inspection.Of(new MemoryStream(bytes, writable: false), name, limits);

    public static IEnumerable<FindingCode> Codes(this Inspection inspection) => inspection.Findings.Select(f => f.Code);

    public static void ShouldBeClean(this Inspection inspection, DocumentKind kind)
    {
        Assert.Equal(kind, inspection.Kind);
        Assert.Empty(inspection.Findings);
        Assert.True(inspection.Readable);
    }

    public static void ShouldBlock(this Inspection inspection, FindingCode code, string? detail = null)
    {
        Assert.Contains(inspection.Findings, f => f.Code == code && (detail is null || f.Detail == detail));
        Assert.True(inspection.Blocked);
        Assert.False(inspection.Readable);
    }
}

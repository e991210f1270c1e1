using System.IO.Compression;

namespace Guanwei.Vision;

internal static class PngCheck
{
    // Colour profiles of real cameras and printers stay below 2 MiB; libpng itself stops at 8.
    private const long MostPackedText = 4 << 20;

    public static void Run(Evidence evidence)
    {
        var walk = PngWalk.Of(evidence.Bytes);
        (evidence.Width, evidence.Height) = (walk.Width, walk.Height);
        if (walk.Fault is { } fault)
        {
            evidence.Report(FindingCode.Unreadable, fault);
        }
        else if (walk.End is null)
        {
            evidence.Report(FindingCode.Truncated);
        }

        if (walk.End is { } end && evidence.Bytes.AsSpan(end) is { IsEmpty: false } tail)
        {
            evidence.Report(SecondFormat.NameIn(tail) is { } second ? FindingCode.Polyglot : FindingCode.TrailingData,
                SecondFormat.NameIn(tail), tail.Length);
        }

        if (walk is not { Width: { } width, Height: { } height } || !evidence.PixelsAllowed(width, height))
        {
            return;
        }

        ReportBombs(evidence, walk);
        if (walk is { Fault: null, End: not null } && !evidence.Has(FindingCode.ImageBomb))
        {
            PictureDecode.Run(evidence, width, height);
        }
    }

    private static void ReportBombs(Evidence evidence, PngWalk walk)
    {
        if (Exceeds(evidence.Bytes, walk.Picture, walk.RawBytes))
        {
            evidence.Report(FindingCode.ImageBomb, "IDAT", limit: walk.RawBytes);
        }

        var allowed = MostPackedText;
        foreach (var text in walk.Packed)
        {
            allowed -= Inflated(evidence.Bytes, [text], allowed);
            if (allowed < 0)
            {
                evidence.Report(FindingCode.ImageBomb, "text", limit: MostPackedText);
                return;
            }
        }
    }

    private static bool Exceeds(byte[] bytes, List<Range> pieces, long most) => Inflated(bytes, pieces, most) > most;

    /// <summary>
    /// Unpacked bytes of the pieces taken as one zlib stream; counting stops just above <paramref name="most"/>.
    /// </summary>
    private static long Inflated(byte[] bytes, List<Range> pieces, long most)
    {
        using var packed = new MemoryStream();
        foreach (var piece in pieces)
        {
            packed.Write(bytes.AsSpan(piece));
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        return BoundedBytes.Count(unpacked, most);
    }
}

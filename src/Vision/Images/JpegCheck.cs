namespace Guanwei.Vision;

internal static class JpegCheck
{
    public static void Run(Evidence evidence)
    {
        var walk = JpegWalk.Of(evidence.Bytes);
        (evidence.Width, evidence.Height) = (walk.Width, walk.Height);
        if (walk.Broken)
        {
            evidence.Report(FindingCode.Unreadable, "segments");
        }
        else if (walk.End is null)
        {
            evidence.Report(FindingCode.Truncated);
        }

        if (walk.Scans > evidence.Limits.MaxJpegScans)
        {
            evidence.Report(FindingCode.ImageBomb, "scans", walk.Scans, evidence.Limits.MaxJpegScans);
        }

        if (walk.End is { } end)
        {
            ReportTail(evidence, evidence.Bytes.AsSpan(end));
        }

        if (walk is { Width: { } width, Height: { } height } && evidence.PixelsAllowed(width, height)
            && !evidence.Has(FindingCode.ImageBomb) && walk is { End: not null, Broken: false })
        {
            PictureDecode.Run(evidence, width, height);
        }
    }

    // Phones append a second view (JPEG), a motion clip (MP4) or their own records; those are no second document.
    private static void ReportTail(Evidence evidence, ReadOnlySpan<byte> tail)
    {
        ReadOnlySpan<byte> padding = [0x00, 0xFF, 0x0A, 0x0D];
        if (tail.IndexOfAnyExcept(padding) < 0)
        {
            return;
        }

        if (SecondFormat.NameIn(tail) is { } second && second != "jpeg")
        {
            evidence.Report(FindingCode.Polyglot, second);
        }
        else
        {
            evidence.Report(FindingCode.TrailingData, found: tail.Length);
        }
    }
}

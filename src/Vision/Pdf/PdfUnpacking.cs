namespace Guanwei.Vision;

/// <summary>Unpacks every stream of a PDF within a bound and searches what comes out.</summary>
internal static class PdfUnpacking
{
    public static void Run(Evidence evidence, PdfActiveNames names)
    {
        var limits = evidence.Limits;
        var left = limits.MaxPdfBytes;
        foreach (var stream in PdfStream.In(evidence.Bytes))
        {
            // Packed bytes are charged too: many streams may claim the same long rest of the file.
            left -= stream.Cost;
            if (!evidence.PixelsAllowed(stream.Width, stream.Height) || !JpegAllowed(evidence, stream))
            {
                return;
            }

            foreach (var chain in stream.Filters.SelectMany(Layers))
            {
                var most = stream.Picture ? left : Math.Min(left, limits.MaxPdfContentBytes);
                names.Turn();
                var unpacked = Unpacked(evidence.Bytes, stream, chain, most, names);
                if (left < 0 || unpacked > most || chain.Count > PdfStream.LongestChain)
                {
                    var limit = most < left ? limits.MaxPdfContentBytes : limits.MaxPdfBytes;
                    evidence.Report(FindingCode.PdfBomb, limit: limit);
                    return;
                }

                left -= unpacked;
            }
        }
    }

    /// <summary>Each layer counts by itself: a reader holds all of one before it unpacks the next.</summary>
    private static IEnumerable<IReadOnlyList<string>> Layers(IReadOnlyList<string> chain) =>
        Enumerable.Range(1, chain.Count).Select(count => chain.Take(count).ToList());

    private static long Unpacked(
        byte[] bytes, PdfStream stream, IReadOnlyList<string> chain, long most, PdfActiveNames names)
    {
        var (offset, length) = stream.Data.GetOffsetAndLength(bytes.Length);
        Stream unpacked = new MemoryStream(bytes, offset, length, writable: false);
        foreach (var filter in chain)
        {
            if (PdfFilters.Unpack(unpacked, filter, stream.EarlyChange) is not { } next)
            {
                break;
            }

            unpacked = next;
        }

        using (unpacked)
        {
            return unpacked is MemoryStream ? 0 : BoundedBytes.Count(unpacked, most, names.See);
        }
    }

    /// <summary>A JPEG inside has dimensions of its own, whatever the dictionary says.</summary>
    private static bool JpegAllowed(Evidence evidence, PdfStream stream)
    {
        var data = evidence.Bytes.AsSpan(stream.Data);
        return !JpegWalk.Starts(data)
            || JpegWalk.Of(data) is not { Width: { } width, Height: { } height }
            || evidence.PixelsAllowed(width, height);
    }
}

using SkiaSharp;

namespace Guanwei.Vision;

/// <summary>Decodes every pixel of a picture whose dimensions are already known to be bearable.</summary>
internal static class PictureDecode
{
    // libjpeg decodes at an eighth of each side cheaply, and still has to read all coded data.
    private const float JpegScale = 1 / 8f;

    public static void Run(Evidence evidence, int width, int height)
    {
        if (Math.Min(width, height) < evidence.Limits.MinShortSide)
        {
            evidence.Report(FindingCode.TooSmallImage, found: Math.Min(width, height), limit: evidence.Limits.MinShortSide);
        }

        using var data = SKData.CreateCopy(evidence.Bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width != width || codec.Info.Height != height)
        {
            evidence.Report(FindingCode.Unreadable, "header");
            return;
        }

        switch (Decode(codec, evidence.Kind))
        {
            case SKCodecResult.Success:
                evidence.Decoded = true;
                evidence.Pages = 1;
                break;
            case SKCodecResult.IncompleteInput:
                evidence.Report(FindingCode.Truncated);
                break;
            default:
                evidence.Report(FindingCode.Unreadable, "pixels");
                break;
        }
    }

    private static SKCodecResult Decode(SKCodec codec, DocumentKind kind)
    {
        if (kind == DocumentKind.Jpeg)
        {
            return Whole(codec, codec.GetScaledDimensions(JpegScale));
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        return codec.StartScanlineDecode(info) == SKCodecResult.Success ? Rows(codec, info) : Whole(codec, info.Size);
    }

    private static SKCodecResult Rows(SKCodec codec, SKImageInfo info)
    {
        using var row = new SKBitmap(info.WithSize(info.Width, 1));
        for (var y = 0; y < info.Height; y++)
        {
            if (codec.GetScanlines(row.GetPixels(), 1, row.RowBytes) != 1)
            {
                return SKCodecResult.IncompleteInput;
            }
        }

        return SKCodecResult.Success;
    }

    // Interlaced PNG has no rows to give one by one; the pixel limit bounds this bitmap to 200 MB outside the managed heap.
    private static SKCodecResult Whole(SKCodec codec, SKSizeI size)
    {
        using var pixels = new SKBitmap();
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        return pixels.TryAllocPixels(info) ? codec.GetPixels(info, pixels.GetPixels()) : SKCodecResult.InvalidParameters;
    }
}

using SkiaSharp;

namespace Guanwei.Vision;

/// <summary>Decodes every pixel of a picture whose dimensions are already known to be bearable.</summary>
internal static class PictureDecode
{
    // libjpeg decodes at an eighth of each side cheaply, and still has to read all coded data.
    private const float JpegScale = 1 / 8f;

    public static void Run(Evidence evidence, int width, int height)
    {
        var (shortSide, least) = (Math.Min(width, height), evidence.Limits.MinShortSide);
        if (shortSide < least)
        {
            evidence.Report(FindingCode.TooSmallImage, found: shortSide, limit: least);
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

    // Skia decodes a PNG only as a whole; the pixel limit bounds this bitmap to 200 MB, outside the managed heap.
    private static SKCodecResult Decode(SKCodec codec, DocumentKind kind)
    {
        var size = kind == DocumentKind.Jpeg ? codec.GetScaledDimensions(JpegScale) : codec.Info.Size;
        using var pixels = new SKBitmap();
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        return pixels.TryAllocPixels(info)
            ? codec.GetPixels(info, pixels.GetPixels())
            : SKCodecResult.InvalidParameters;
    }
}

using SkiaSharp;

namespace Guanwei.Samples;

/// <summary>Pictures of invented certificates: they look like documents and say that they are none.</summary>
public static class SamplePicture
{
    private const int Ink = 0x20, Paper = 0xFA;

    public static byte[] Jpeg(int width = 1240, int height = 877, string text = "SPECIMEN 样本")
    {
        using var picture = Draw(width, height, text);
        return picture.Encode(SKEncodedImageFormat.Jpeg, 85).ToArray();
    }

    public static byte[] Png(int width = 1240, int height = 877, string text = "SPECIMEN 样本")
    {
        using var picture = Draw(width, height, text);
        return picture.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static SKImage Draw(int width, int height, string text)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        DrawPage(surface.Canvas, width, height, text);
        return surface.Snapshot();
    }

    /// <summary>
    /// A frame, the lines of the text, rules for handwriting, a red seal and a grey SPECIMEN across the page.
    /// </summary>
    public static void DrawPage(SKCanvas canvas, int width, int height, string text)
    {
        canvas.Clear(new SKColor(Paper, Paper, Paper));
        var unit = Math.Min(width, height) / 20f;
        using var ink = new SKPaint { Color = new SKColor(Ink, Ink, Ink), IsAntialias = true };
        using var line = new SKPaint { Color = ink.Color, IsStroke = true, StrokeWidth = Math.Max(1, unit / 16) };
        canvas.DrawRect(unit, unit, width - 2 * unit, height - 2 * unit, line);

        using var font = new SKFont(SampleFont.Typeface, unit * 1.1f);
        var y = 3 * unit;
        foreach (var words in text.Split('\n'))
        {
            canvas.DrawText(words, width / 2f, y, SKTextAlign.Center, font, ink);
            y += 1.8f * unit;
        }

        for (; y < height - 6 * unit; y += 1.5f * unit)
        {
            canvas.DrawLine(2.5f * unit, y, width - 2.5f * unit, y, line);
        }

        DrawMark(canvas, width, height, unit);
        DrawSeal(canvas, width - 5 * unit, height - 4.5f * unit, 2.6f * unit);
    }

    private static void DrawMark(SKCanvas canvas, int width, int height, float unit)
    {
        using var grey = new SKPaint { Color = new SKColor(128, 128, 128, 70), IsAntialias = true };
        using var font = new SKFont(SampleFont.Typeface, 3 * unit);
        canvas.Save();
        canvas.RotateDegrees(-25, width / 2f, height / 2f);
        canvas.DrawText("SPECIMEN", width / 2f, height / 2f, SKTextAlign.Center, font, grey);
        canvas.Restore();
    }

    private static void DrawSeal(SKCanvas canvas, float x, float y, float radius)
    {
        using var red = new SKPaint { Color = new SKColor(200, 20, 30, 210), IsAntialias = true };
        using var ring = red.Clone();
        (ring.IsStroke, ring.StrokeWidth) = (true, radius / 12);
        canvas.DrawCircle(x, y, radius, ring);
        using var font = new SKFont(SampleFont.Typeface, radius / 2.4f);
        canvas.DrawText("样本", x, y + radius / 6, SKTextAlign.Center, font, red);
    }
}

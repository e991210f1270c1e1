using SkiaSharp;

namespace Guanwei.Server.Demo;

/// <summary>
/// Documents drawn by code: they look like papers of an office and say that they are specimens. Chinese words where
/// the machine has a font for them, Latin ones always.
/// </summary>
public static class SpecimenDocuments
{
    private const int Width = 1240, Height = 877;

    private static readonly string[] fontFolders =
        ["/usr/share/fonts", "/usr/local/share/fonts", @"C:\Windows\Fonts", "/System/Library/Fonts"];

    private static readonly string[] chineseFonts =
        ["NotoSansCJK-Regular", "NotoSerifCJK-Regular", "wqy", "SourceHan", "simsun", "msyh", "PingFang"];

    private static readonly Lazy<(SKTypeface Face, bool Chinese)> typeface = new(Find);

    public static byte[] Picture(string title, string latin)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        Draw(surface.Canvas, title, latin);
        using var picture = surface.Snapshot();
        return picture.Encode(SKEncodedImageFormat.Jpeg, 85).ToArray();
    }

    public static byte[] Pdf(string title, string latin)
    {
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes))
        {
            Draw(document.BeginPage(Width, Height), title, latin);
            document.EndPage();
            document.Close();
        }
        return bytes.ToArray();
    }

    private static void Draw(SKCanvas canvas, string title, string latin)
    {
        var (face, chinese) = typeface.Value;
        canvas.Clear(new SKColor(250, 250, 247));
        using var ink = new SKPaint { Color = new SKColor(32, 32, 32), IsAntialias = true };
        using var rule = new SKPaint { Color = new SKColor(160, 160, 160), IsStroke = true, StrokeWidth = 1.5f };
        canvas.DrawRect(44, 44, Width - 88, Height - 88, rule);
        using var large = new SKFont(face, 46);
        using var small = new SKFont(face, 26);
        canvas.DrawText(chinese ? title : latin, Width / 2f, 150, SKTextAlign.Center, large, ink);
        canvas.DrawText(
            chinese ? "样本 · 虚构单位 · 不作任何证明之用" : "Specimen of an invented agency", Width / 2f, 205,
            SKTextAlign.Center, small, ink);
        for (var y = 290; y < 620; y += 66)
        {
            canvas.DrawLine(140, y, Width - 140, y, rule);
        }
        Mark(canvas, face);
        Seal(canvas, face, chinese);
    }

    private static void Mark(SKCanvas canvas, SKTypeface face)
    {
        using var grey = new SKPaint { Color = new SKColor(128, 128, 128, 70), IsAntialias = true };
        using var font = new SKFont(face, 150);
        canvas.Save();
        canvas.RotateDegrees(-24, Width / 2f, Height / 2f);
        canvas.DrawText("SPECIMEN", Width / 2f, Height / 2f + 50, SKTextAlign.Center, font, grey);
        canvas.Restore();
    }

    private static void Seal(SKCanvas canvas, SKTypeface face, bool chinese)
    {
        using var red = new SKPaint { Color = new SKColor(200, 20, 30, 215), IsAntialias = true };
        using var ring = new SKPaint { Color = red.Color, IsAntialias = true, IsStroke = true, StrokeWidth = 9 };
        using var font = new SKFont(face, chinese ? 48 : 24);
        canvas.DrawCircle(Width - 250, Height - 215, 105, ring);
        canvas.DrawText(chinese ? "样本" : "SPECIMEN", Width - 250, Height - 200, SKTextAlign.Center, font, red);
    }

    private static (SKTypeface, bool) Find()
    {
        var files = fontFolders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".TTC" or ".OTF")
            .Order(StringComparer.Ordinal).ToList();
        var chinese = files.Find(file => chineseFonts.Any(Path.GetFileName(file).StartsWith));
        var chosen = chinese ?? files.Find(file => Path.GetFileName(file) == "DejaVuSans.ttf")
            ?? files.FirstOrDefault();
        return ((chosen is null ? null : SKTypeface.FromFile(chosen)) ?? SKTypeface.Default, chinese is not null);
    }
}

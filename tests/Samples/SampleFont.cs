using SkiaSharp;

namespace Guanwei.Samples;

/// <summary>
/// A font with Chinese characters where the machine has one, else any: samples then show boxes for them, no more.
/// </summary>
public static class SampleFont
{
    private static readonly string[] Folders =
        ["/usr/share/fonts", "/usr/local/share/fonts", @"C:\Windows\Fonts", "/System/Library/Fonts"];

    private static readonly string[] Chinese =
        ["NotoSansCJK", "NotoSerifCJK", "wqy", "SourceHan", "simsun", "msyh", "PingFang"];

    public static SKTypeface Typeface { get; } = Find();

    private static SKTypeface Find()
    {
        var files = Folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".ttc" or ".otf")
            .Order(StringComparer.Ordinal).ToList();
        var chosen = files.Find(file => Chinese.Any(Path.GetFileName(file).StartsWith))
            ?? files.Find(file => Path.GetFileName(file) == "DejaVuSans.ttf")
            ?? files.FirstOrDefault();
        return (chosen is null ? null : SKTypeface.FromFile(chosen)) ?? SKTypeface.Default;
    }
}

using SkiaSharp;

namespace Guanwei.Samples;

/// <summary>A font with Chinese characters where the machine has one, else any: samples then show boxes for them, no more.</summary>
public static class SampleFont
{
    private static readonly string[] Folders = ["/usr/share/fonts", "/usr/local/share/fonts", @"C:\Windows\Fonts", "/System/Library/Fonts"];
    private static readonly string[] Chinese = ["NotoSansCJK", "NotoSerifCJK", "wqy", "SourceHan", "simsun", "msyh", "PingFang"];

    public static SKTypeface Typeface { get; } = Find();

    private static SKTypeface Find()
    {
        var files = Folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.tt?", SearchOption.AllDirectories))
            .Concat(Folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.otf", SearchOption.AllDirectories)))
            .Order(StringComparer.Ordinal).ToList();
        var chinese = files.Find(f => Chinese.Any(name => Path.GetFileName(f).StartsWith(name, StringComparison.OrdinalIgnoreCase)));
        var chosen = chinese ?? files.Find(f => Path.GetFileName(f) == "DejaVuSans.ttf") ?? files.FirstOrDefault();
        return (chosen is null ? null : SKTypeface.FromFile(chosen)) ?? SKTypeface.Default;
    }
}

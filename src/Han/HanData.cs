using System.Text;

namespace Guanwei.Han;

/// <summary>The sections of the embedded <c>data/han.txt</c>, which <c>data/make.sh</c> makes.</summary>
internal static class HanData
{
    private static readonly string[] Lines = Read();

    /// <summary>The lines above the first section: date, sources and licences.</summary>
    public static IEnumerable<string> Head => Lines.TakeWhile(line => line.StartsWith('#'));

    /// <summary>Each character with the one beside it.</summary>
    public static Dictionary<Rune, Rune> Pairs(string section)
    {
        var pairs = new Dictionary<Rune, Rune>();
        Rune? first = null;
        foreach (var rune in Section(section).SelectMany(line => line.EnumerateRunes()))
        {
            if (first is { } from)
            {
                pairs.Add(from, rune);
            }

            first = first is null ? rune : null;
        }

        return pairs;
    }

    /// <summary>The lines of a section; none if there is no such section.</summary>
    public static IEnumerable<string> Section(string name) =>
        Lines.SkipWhile(line => line != $"[{name}]").Skip(1).TakeWhile(line => line is not ['[', ..] and not "");

    private static string[] Read()
    {
        using var stream = typeof(HanData).Assembly.GetManifestResourceStream("han.txt")
            ?? throw new InvalidOperationException("han.txt is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}

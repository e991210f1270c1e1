using System.Collections.Immutable;
using System.Text;

namespace Guanwei.Han;

/// <summary>
/// How a character is read: pinyin syllables without tones, in small letters. <c>ü</c> is written <c>v</c> as it is
/// typed (女 <c>nv</c>, 略 <c>lve</c>), ê is written <c>ei</c>. Source: pinyin-pro.
/// </summary>
public static class Syllables
{
    private static readonly Dictionary<Rune, ImmutableArray<string>> Readings = Read();

    /// <summary>The readings of a character, the most common first; empty if none is known.</summary>
    public static ImmutableArray<string> Of(Rune rune) => Readings.GetValueOrDefault(rune, []);

    private static Dictionary<Rune, ImmutableArray<string>> Read()
    {
        var readings = new Dictionary<Rune, ImmutableArray<string>>(capacity: 22_000);
        for (var rank = 1; HanData.Section($"readings {rank}").ToList() is { Count: > 0 } lines; rank++)
        {
            foreach (var line in lines)
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                ImmutableArray<string> one = [line[..space]];
                foreach (var rune in line.AsSpan(space + 1).EnumerateRunes())
                {
                    // Most characters have one reading: they share the array of their syllable.
                    readings[rune] = readings.TryGetValue(rune, out var others) ? others.AddRange(one) : one;
                }
            }
        }

        return readings;
    }
}

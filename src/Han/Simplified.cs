using System.Text;

namespace Guanwei.Han;

/// <summary>
/// Traditional characters as simplified ones, character by character. Source: OpenCC's TSCharacters; of several
/// candidates the first, so 乾 is 干 also in a name where a person would leave it.
/// </summary>
public static class Simplified
{
    private static readonly Dictionary<Rune, Rune> Pairs = HanData.Pairs("simplified");

    /// <summary>The simplified form of a character; the character itself if it has none.</summary>
    public static Rune Of(Rune rune) => Pairs.GetValueOrDefault(rune, rune);

    /// <summary>
    /// A text with every traditional character simplified. Simplifying twice changes nothing; unpaired surrogates
    /// become U+FFFD.
    /// </summary>
    public static string Of(string text)
    {
        var simple = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            simple.Append(Of(rune));
        }

        return simple.ToString();
    }
}

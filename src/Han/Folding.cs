using System.Globalization;
using System.Text;

namespace Guanwei.Han;

/// <summary>
/// What a reader sees in a text, as one spelling. Nothing here throws on any text: unpaired surrogates and
/// noncharacters count as U+FFFD.
/// </summary>
public static class Folding
{
    /// <summary>
    /// Compatibility forms (full-width letters and the like) unified by NFKC, case folded, invisible characters
    /// removed. Folding twice changes nothing.
    /// </summary>
    public static string Plain(string text) => ToTheEnd(text, Visible);

    /// <summary>
    /// <see cref="Plain"/>, then traditional characters simplified, <see cref="LookAlikes"/> replaced by what they
    /// are taken for, and everything but letters and digits dropped. Folding twice changes nothing.
    /// </summary>
    public static string Clean(string text) => ToTheEnd(text, Bare);

    /// <summary>True for characters that take no room: controls, formats, variation selectors, fillers.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
            or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0;

    /// <summary>
    /// True for unified ideographs and 〇. The compatibility block (U+F900–FAFF) holds doubles of them and is left out.
    /// </summary>
    public static bool IsHan(Rune rune) => rune.Value is
        0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x20000 and <= 0x323AF);

    private static string ToTheEnd(string text, Func<string, string> fold)
    {
        var folded = fold(text);
        for (var again = fold(folded); again != folded; again = fold(folded))
        {
            folded = again;
        }

        return folded;
    }

    // Normalize throws on unpaired surrogates, which EnumerateRunes replaces by U+FFFD, and on noncharacters.
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                visible.Append(IsNoncharacter(rune) ? Rune.ReplacementChar : rune);
            }
        }

        return visible.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant();
    }

    private static bool IsNoncharacter(Rune rune) =>
        (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    // Before the case is folded: Β is taken for B, β is not taken for b.
    private static string Bare(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            seen.Append(LookAlikes.Of(rune) ?? rune);
        }

        var bare = new StringBuilder(seen.Length);
        foreach (var rune in Visible(seen.ToString()).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsHan(rune))
            {
                bare.Append(Simplified.Of(rune));
            }
        }

        return bare.ToString();
    }
}

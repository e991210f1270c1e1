using System.Globalization;
using System.Text;

namespace Guanwei.Rules.Naming;

/// <summary>
/// The folded form of a name: two names with the same skeleton look the same to a reader and count as one.
/// </summary>
public static class NameSkeleton
{
    /// <summary>
    /// Compatibility forms (full-width letters and the like) unified, case folded, invisible characters removed.
    /// The skeleton of a skeleton is itself.
    /// </summary>
    public static string Of(string name)
    {
        var folded = Fold(name);
        for (var again = Fold(folded); again != folded; again = Fold(folded))
        {
            folded = again;
        }

        return folded;
    }

    /// <summary>True for characters that take no room: formats, variation selectors, fillers.</summary>
    internal static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
            or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0;

    // EnumerateRunes replaces unpaired surrogates by U+FFFD; Normalize would throw on them.
    private static string Fold(string name)
    {
        var visible = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant();
    }
}

using System.Globalization;
using System.Text;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>Length and characters, as typed.</summary>
internal static class FormatReasons
{
    public static void Into(Inquiry inquiry, string name)
    {
        Length(inquiry, name);
        Characters(inquiry, [.. name.EnumerateRunes()]);
    }

    private static void Length(Inquiry inquiry, string name)
    {
        var units = name.EnumerateRunes().Where(r => !Folding.IsInvisible(r)).Sum(r => Folding.IsHan(r) ? 2 : 1);
        var (min, max) = (inquiry.Ask("name.units.min"), inquiry.Ask("name.units.max"));
        if (units < min.Whole)
        {
            inquiry.Raise(min, NameCheck.Here, null, Argument.Number("units", units), Argument.Number("min", min.Whole));
        }

        if (units > max.Whole)
        {
            inquiry.Raise(max, NameCheck.Here, null, Argument.Number("units", units), Argument.Number("max", max.Whole));
        }
    }

    private static void Characters(Inquiry inquiry, List<Rune> runes)
    {
        var alphabet = inquiry.Ask("name.characters");
        if (runes.Exists(Rune.IsWhiteSpace))
        {
            inquiry.Raise(alphabet, NameCheck.Here, ReasonCode.CharSpace);
        }

        foreach (var rune in runes.Where(r => !Rune.IsWhiteSpace(r)).Distinct())
        {
            if (CodeOf(rune) is { } code)
            {
                inquiry.Raise(alphabet, NameCheck.Here, code, Argument.Text("character", Shown(rune, code)));
            }
        }

        LookAlikes(inquiry, runes);
        var visible = runes.Where(r => !Folding.IsInvisible(r) && !Rune.IsWhiteSpace(r)).ToList();
        var chinese = inquiry.Ask("name.han.required");
        if (chinese.Yes && !visible.Exists(Folding.IsHan))
        {
            var isNumber = visible.Count > 0 && visible.TrueForAll(Rune.IsDigit);
            inquiry.Raise(chinese, NameCheck.Here, isNumber ? ReasonCode.DigitsOnly : ReasonCode.NoChinese);
        }
    }

    private static void LookAlikes(Inquiry inquiry, List<Rune> runes)
    {
        var alike = inquiry.Ask("name.look-alikes");
        for (var i = 0; i < runes.Count; i++)
        {
            // 〇 is a numeral among numerals (二〇二六) and an O among letters.
            var isNumeral = runes[i].Value == '〇' && !(IsLatin(runes, i - 1) || IsLatin(runes, i + 1));
            if (!isNumeral && alike.Set.Contains(runes[i].ToString()) && runes.IndexOf(runes[i]) == i)
            {
                inquiry.Raise(alike, NameCheck.Here, null, Argument.Text("character", Shown(runes[i], "")));
            }
        }
    }

    private static bool IsLatin(List<Rune> runes, int place) =>
        place >= 0 && place < runes.Count && runes[place].IsAscii && char.IsAsciiLetterOrDigit((char)runes[place].Value);

    private static string? CodeOf(Rune rune) =>
        Folding.IsHan(rune) || (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value)) ? null
        : Folding.IsInvisible(rune) ? ReasonCode.CharInvisible
        : IsOtherScript(rune) ? ReasonCode.CharMixedScript
        : ReasonCode.CharSymbol;

    /// <summary>Letters that are neither Latin, in whatever width or style, nor doubles of Han characters.</summary>
    private static bool IsOtherScript(Rune rune) =>
        Rune.IsLetter(rune)
        && !Folding.Plain(rune.ToString()).Normalize(NormalizationForm.FormD).EnumerateRunes()
            .All(r => r.IsAscii || Folding.IsHan(r) || Rune.GetUnicodeCategory(r) == UnicodeCategory.NonSpacingMark
                || r.Value is >= 0x00C0 and <= 0x024F or >= 0x1E00 and <= 0x1EFF);

    private static string Shown(Rune rune, string code) =>
        code is ReasonCode.CharSymbol && !Rune.IsControl(rune)
            ? rune.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{Visible(rune)}U+{rune.Value:X4}");

    private static string Visible(Rune rune) => Folding.IsInvisible(rune) ? "" : rune + " ";
}

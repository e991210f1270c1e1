using System.Globalization;

namespace Guanwei.Server.Files;

/// <summary>
/// A file's name as it may be handed to somebody's machine: no path, nothing invisible, nothing that turns the text.
/// </summary>
public static class ShownName
{
    public static string Of(string given)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var visible = string.Concat(last.EnumerateRunes()
            .Where(rune => System.Text.Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned))
            .Select(rune => rune.ToString())).Trim(' ', '.');
        return visible.Length == 0 ? "file" : visible;
    }
}

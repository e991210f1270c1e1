using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace Guanwei.Server.Notifications;

/// <summary>The words of notices, and marks where they are: Texts.resx (Chinese) and Texts.en.resx beside it.</summary>
public sealed partial class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, CultureInfo language, params object?[] values) =>
        string.Format(language, words.GetString(key, language) ?? throw new MissingManifestResourceException(key), values);

    public static bool Knows(string code) => words.GetString(code, CultureInfo.InvariantCulture) is not null;

    /// <summary>Why a door did not take a message, in words; a code that only the other side knows is named.</summary>
    public static string WhyNot(string code, CultureInfo language) =>
        words.GetString($"Door.{code}", language) ?? Say("Door.Other", language, code);

    /// <summary>The sentence of a notice: its code's, with {name} filled from the arguments.</summary>
    public static string Sentence(Notice notice, CultureInfo language) => Sentence(notice.Code, notice.Values, language);

    public static string Sentence(string code, IReadOnlyDictionary<string, string> values, CultureInfo language)
    {
        var sentence = words.GetString(code, language) ?? code;
        return Gap().Replace(sentence, gap => values.GetValueOrDefault(gap.Groups[1].Value) switch
        {
            null => "—",
            var kind when gap.Value is "{job}" => Jobs.Texts.NameOf(kind, language),
            var value => value,
        });
    }

    [GeneratedRegex(@"\{([a-z]\w*)\}")]
    private static partial Regex Gap();
}

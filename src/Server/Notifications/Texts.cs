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

    /// <summary>The sentence of a notice: its code's, with {name} filled from the arguments.</summary>
    public static string Sentence(Notice notice, CultureInfo language)
    {
        var values = notice.Values;
        var sentence = words.GetString(notice.Code, language) ?? notice.Code;
        return Gap().Replace(sentence, gap => values.GetValueOrDefault(gap.Groups[1].Value, "—"));
    }

    [GeneratedRegex(@"\{([a-z]\w*)\}")]
    private static partial Regex Gap();
}

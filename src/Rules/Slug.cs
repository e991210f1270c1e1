using System.Collections.Concurrent;
using System.Text;

namespace Guanwei.Rules;

/// <summary>
/// The spelling of an enum value in rule data, sentences and documentation: <c>AgencyLevel.HkMacao</c> is
/// <c>hk-macao</c>.
/// </summary>
public static class Slug
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    /// <summary>The lower-case, hyphenated name of an enum value.</summary>
    public static string Of(Enum value) => Known.GetOrAdd(value, static v => Hyphenate(v.ToString()));

    /// <summary>The enum value with that spelling; false if there is none.</summary>
    public static bool TryRead<T>(string? text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Of(candidate) == text)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>All spellings of an enum, comma-separated, for messages.</summary>
    public static string Choices<T>() where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Select(v => Of(v)));

    private static string Hyphenate(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}

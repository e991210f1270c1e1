using Guanwei.Rules;

namespace Guanwei.Server.Imports;

/// <summary>Reads the words people write in cells: in either language, or as the rule data spell them.</summary>
internal static class ImportWords
{
    public static bool TryLevel(string text, out AgencyLevel level) => TryRead("level", text, out level);

    public static bool TryKind(string text, out AgencyKind kind) => TryRead("kind", text, out kind);

    /// <summary>An empty cell is no.</summary>
    public static bool? YesOrNo(string text) =>
        text.Length == 0 || Said("No", text) ? false : Said("Yes", text) ? true : null;

    private static bool Said(string key, string text) =>
        Texts.InAll($"Cell.{key}").SelectMany(words => words.Split('|')).Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool TryRead<T>(string group, string text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Spellings(group, candidate).Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }
        value = default;
        return false;
    }

    private static IEnumerable<string> Spellings<T>(string group, T value) where T : struct, Enum =>
        Sentences.Languages.Select(language => Sentences.In(language).Term(group, value)).Append(Slug.Of(value));
}

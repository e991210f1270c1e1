using System.Globalization;
using System.Resources;
using Guanwei.Rules;
using Guanwei.Server.Ui;

namespace Guanwei.Server.Agencies;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => In(CultureInfo.CurrentUICulture, key, arguments);

    /// <summary>For mail: in the receiver's language.</summary>
    public static string In(CultureInfo language, string key, params object?[] arguments) =>
        string.Format(language, words.GetString(key, language) ?? key, arguments);

    public static string Level(AgencyLevel level) => Term("level", level);

    public static string Kind(AgencyKind kind) => Term("kind", kind);

    public static IReadOnlyList<Choice> Levels => Choices<AgencyLevel>("level");

    public static IReadOnlyList<Choice> Kinds => Choices<AgencyKind>("kind");

    private static List<Choice> Choices<T>(string group) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new Choice(Slug.Of(value), Term(group, value)))];

    private static string Term(string group, Enum value) =>
        Sentences.In(CultureInfo.CurrentUICulture.Name).Term(group, value);
}

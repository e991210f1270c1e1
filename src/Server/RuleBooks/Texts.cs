using System.Globalization;
using System.Resources;

namespace Guanwei.Server.RuleBooks;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx beside it.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);

    /// <summary>Nothing where there is no such word.</summary>
    public static string? Named(string key) => words.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>What a key is about: "名称最长"; the key itself where nobody has said it.</summary>
    public static string Key(string key) => words.GetString($"key.{key}", CultureInfo.CurrentUICulture) ?? key;
}

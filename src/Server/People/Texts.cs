using System.Globalization;
using System.Resources;

namespace Guanwei.Server.People;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => In(CultureInfo.CurrentUICulture, key, arguments);

    public static string In(CultureInfo language, string key, params object?[] arguments) =>
        string.Format(language, words.GetString(key, language) ?? key, arguments);

    public static string Role(string code) => Say($"Role.{code}");

    /// <summary>A right as roles.json has it: "person.invite", or "agency.*" for all of a kind.</summary>
    public static string Right(string right) => Say($"Right.{right}");
}

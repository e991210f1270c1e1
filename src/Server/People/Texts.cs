using System.Globalization;
using System.Resources;

namespace Guanwei.Server.People;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture, words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);

    public static string Role(string code) => Say($"Role.{code}");
}

using System.Globalization;
using System.Resources;
using Guanwei.Server.Ui;

namespace Guanwei.Server.Imports;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture, words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);

    /// <summary>A word in every language: people upload what they downloaded in another one.</summary>
    public static IEnumerable<string> InAll(string key) =>
        Languages.All.Select(name => words.GetString(key, CultureInfo.GetCultureInfo(name)) ?? key);
}

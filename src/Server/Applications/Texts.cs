using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Applications;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key) => words.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}

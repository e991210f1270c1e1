using System.Globalization;
using System.Resources;
using Guanwei.Rules;

namespace Guanwei.Server.Accounts;

/// <summary>The words of this folder: Texts.resx (Chinese) and Texts.en.resx.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture, words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);

    public static string Type(AccountType type) =>
        Sentences.In(CultureInfo.CurrentUICulture.Name).Term("account-type", type);
}

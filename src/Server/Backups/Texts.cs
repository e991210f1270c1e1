using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Backups;

/// <summary>The sentences of backup, restore, keys and doctor, in the language of the person at the console.</summary>
public static class Texts
{
    private static readonly ResourceManager sentences = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        sentences.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), arguments);
}

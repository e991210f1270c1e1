using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Hosting;

/// <summary>
/// The sentences of the command line and of starting up, in the language of the person at the console.
/// </summary>
public static class Texts
{
    private static readonly ResourceManager Sentences = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture,
            Sentences.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException(key), arguments);
}

using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Demo;

/// <summary>The words of the demo's own pages and of its console.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    private Texts() { }

    /// <summary>What stands on the demo's papers, whatever language the reader has.</summary>
    public static string InChinese(string key) =>
        words.GetString(key, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(key);

    public static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        words.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
        arguments);
}

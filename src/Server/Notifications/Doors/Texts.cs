using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>The few words that a door adds itself, in the receiver's language.</summary>
public static class Texts
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    public static string Say(string key, CultureInfo language) =>
        Words.GetString(key, language) ?? throw new MissingManifestResourceException(key);
}

using System.Text.RegularExpressions;

namespace Guanwei.Server.Hosting;

/// <summary>
/// The last net before text leaves for a log: query strings, secrets and personal numbers go out of it.
/// The first rule stays that nobody puts them in.
/// </summary>
public static partial class Scrub
{
    private const string Gone = "[…]";

    public static string Text(string text)
    {
        text = Query().Replace(text, "?" + Gone);
        text = Secret().Replace(text, "$1=" + Gone);
        text = Mail().Replace(text, Gone);
        return Number().Replace(text, Gone);
    }

    [GeneratedRegex("""(?<=[\w/.\-~%:])\?[\w.\-~%\[\]]+=[^\s"'<>)]*""")]
    private static partial Regex Query();

    [GeneratedRegex(
        """\b(\w*token|\w*secret|password|passwd|pwd|passphrase|signature|api_?key)["']?\s*[=:]\s*["']?[^\s"'&;,)]+""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("""[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+""")]
    private static partial Regex Mail();

    // Identity numbers (18 places, GB 11643) and mobile numbers of the mainland.
    [GeneratedRegex("""(?<![\w.])(?:[1-9]\d{16}[\dXx]|(?:\+?86)?1[3-9]\d{9})(?![\w.])""")]
    private static partial Regex Number();
}

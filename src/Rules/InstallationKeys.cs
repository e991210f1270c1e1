namespace Guanwei.Rules;

/// <summary>
/// Keys that are asked for the installation as a whole, without a region: no local row can answer them, so none is taken.
/// Signing in, keeping logs and reminding go the same way for everybody; WeChat's certificate is the same everywhere; and names are
/// compared with each other, so all must be read by the same words.
/// </summary>
public static class InstallationKeys
{
    private static readonly HashSet<string> keys =
    [
        "certification.failures", "certification.reminder.days", "certification.valid.years", "deadline.warning.percent",
        "log.retention.months", "name.departments", "name.government-words", "name.natures", "name.offices", "name.titles",
        "rights.roles",
    ];

    /// <summary>True for the keys that have one answer for the whole installation.</summary>
    /// <param name="key">The key.</param>
    public static bool Covers(string key) => keys.Contains(key) || key.StartsWith("sign-in.", StringComparison.Ordinal);
}

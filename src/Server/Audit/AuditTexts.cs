using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Audit;

/// <summary>The audit's sentences, in the language of whoever asks.</summary>
public static class AuditTexts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static string Say(string key, params object?[] values) => string.Format(
        CultureInfo.CurrentCulture, words.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), values);

    public static string Say(AuditFinding finding) => Say("Fault." + finding.Fault, finding.Number, finding.Id);
}

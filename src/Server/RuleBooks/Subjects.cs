namespace Guanwei.Server.RuleBooks;

/// <summary>Under which heading a key stands: by the first part of its name, in the order in which an account is applied for.</summary>
public static class Subjects
{
    // A part that nobody has named yet stands under the last heading.
    private static readonly IReadOnlyList<(string Subject, string[] Parts)> all =
    [
        ("eligibility", ["eligibility", "agency", "accounts", "purpose", "affiliation"]),
        ("documents", ["document", "documents"]),
        ("account-types", ["account-type", "menu", "broadcast", "payment", "interfaces", "permission", "capability", "adviser"]),
        ("naming", ["name"]),
        ("certification", ["certification", "annual-review", "renaming", "rename", "merging", "closing", "opening"]),
        ("staff", ["staff", "rights", "person", "people"]),
        ("time", ["review", "deadline", "calendar", "working-days"]),
        ("sign-in", ["sign-in", "log"]),
        ("operation", []),
    ];

    public static IEnumerable<string> Names => all.Select(x => x.Subject);

    public static string Of(string key)
    {
        var part = key.Split('.')[0];
        return all.FirstOrDefault(x => x.Parts.Contains(part)) is { Subject: { } subject } ? subject : all[^1].Subject;
    }
}

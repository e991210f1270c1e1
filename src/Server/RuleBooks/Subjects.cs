namespace Guanwei.Server.RuleBooks;

/// <summary>Under which heading a key stands: by the first part of its name, in the order in which an account is applied for.</summary>
public static class Subjects
{
    // A part that nobody has named yet stands under the last heading.
    private static readonly IReadOnlyList<(string Subject, string[] Parts)> all =
    [
        ("eligibility", ["eligibility", "agency", "accounts", "purpose", "affiliation", "opening", "filing"]),
        ("documents", ["document", "documents"]),
        ("account-types", ["account-type", "menu", "broadcast", "payment", "interfaces", "permission", "capabilities", "capability", "adviser", "matrix"]),
        ("naming", ["name"]),
        ("certification", ["certification", "closing"]),
        ("staff", ["staff", "rights"]),
        ("time", ["review", "deadline"]),
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

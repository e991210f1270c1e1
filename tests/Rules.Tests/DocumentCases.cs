using Guanwei.Rules.Documents;
using Guanwei.Rules.Rights;
using static Guanwei.Rules.Tests.Cell;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>The tables about documents and people.</summary>
internal static class DocumentCases
{
    public static Found Required(DocumentedRow row)
    {
        var scope = new Scope(Read<AgencyLevel>(row["level"]), Read<AgencyKind>(row["kind"]));
        var required = RequiredDocuments.For(
            scope, row["branch"] == "yes", Given.Book, Given.Today, Read<Profile>(row["profile"]));
        var alternatives = required.Select(r => string.Join('/', r.AnyOf.Select(k => Slug.Of(k))));
        return [("required", string.Join(", ", alternatives))];
    }

    public static Found HandedIn(DocumentedRow row)
    {
        var scope = new Scope(AgencyLevel.County, AgencyKind.Administrative);
        var given = row["handed in"].Split(", ")
            .Select((slug, i) => Given.Document(Read<DocumentKind>(slug), $"{i:x2}")).ToList();
        var reasons = DocumentCheck.Check(given, false, scope, Given.Book, Given.Today, Read<Profile>(row["profile"])).Reasons;
        return
        [
            ("missing", Of("DOCUMENT_MISSING")), ("replaced", Of("DOCUMENT_REPLACED")), ("advised", Of("DOCUMENT_ADVISED")),
        ];

        string Of(string code) =>
            string.Join(", ", reasons.Where(r => r.Code == code).Select(r => r.Place.Field).Order(StringComparer.Ordinal))
                is { Length: > 0 } fields ? fields : "–";
    }

    public static Found Seals(DocumentedRow row) =>
    [
        ("seal", Slug.Of(DocumentSeals.Of(
            Read<DocumentKind>(row["document"]), new Scope(AgencyLevel.County, AgencyKind.Administrative), Given.Book,
            Given.Today, Read<Profile>(row["profile"])).Seal)),
    ];

    public static Found File(DocumentedRow row)
    {
        var file = new DocumentFacts(
            Read<DocumentKind>(row["document"]), Read<MediaKind>(row["media"]), Number(row["bytes"]), "aa",
            Number(row["pages"]), Read<Legibility>(row["legibility"]));
        return [("codes", CodesOf(DocumentCheck.CheckFile(
            file, new Scope(AgencyLevel.County), Given.Book, Given.Today, Profile.Guide)))];
    }

    public static Found Pair(DocumentedRow row)
    {
        var one = Given.Document(Read<DocumentKind>(row["one"]), row["its digest"]);
        var other = Given.Document(Read<DocumentKind>(row["other"]), row["the other's"]);
        var decision = DocumentCheck.Check(
            [one, other], false, new Scope(AgencyLevel.County), Given.Book, Given.Today, Profile.Guide);
        return [("codes", CodesOf(decision, "DOCUMENT_MISSING", "DOCUMENT_ADVISED"))];
    }

    public static Found Staff(DocumentedRow row)
    {
        var staff = new StaffFacts(Person(row["A"]), Person(row["B"]), Person(row["operator"]));
        return [("codes", CodesOf(StaffCheck.Check(
            staff, new Scope(AgencyLevel.County, AgencyKind.Administrative), Given.Book, Given.Today, Profile.Guide)))];
    }

    private static StaffMember? Person(string text)
    {
        var words = text.Split(' ');
        return text.Length == 0
            ? null
            : new StaffMember(
                words[1],
                Read<Establishment>(words[0]),
                words.Contains("no-email") ? "" : words.Contains("public") ? "x@QQ.com" : $"{words[1]}@example.gov.cn",
                words.Contains("unverified") ? EmailState.Unverified : EmailState.Verified);
    }

    public static Found Roles(DocumentedRow row)
    {
        var table = RoleTable.Of(Given.Book, Given.Today, Profile.Guide);
        var role = Read<AccountRole>(row["role"]);
        return Enum.GetValues<RightArea>().Select(area => (Slug.Of(area), YesNo(table.Allows(role, area))));
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Guanwei.Rules.Naming;
using static Guanwei.Rules.Tests.Cell;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>The tables about names.</summary>
internal static partial class NamePageCases
{
    public static Found Naming(DocumentedRow row)
    {
        var applicant = new NameApplicant(
            row["agency"], Read<AgencyLevel>(row["level"]), Read<AgencyKind>(row["kind"]),
            row["region"].Length == 0 ? null : row["region"]);
        var taken = NameIndex.Of(
            row["taken"].Length == 0 ? [] : [new RegisteredName(row["taken"], "样例市样例中心")], Given.Book, Given.Today);
        var decision = NameCheck.Check(
            new NameFacts(Spelled(row["name"]), applicant, taken), Given.Book, Given.Today, Read<Profile>(row["profile"]));
        return [("verdict", Slug.Of(decision.Outcome)), ("codes", CodesOf(decision))];
    }

    public static Found NameKey(DocumentedRow row)
    {
        var (one, other) = (Keys("one"), Keys("other"));
        var shared = one.Intersect(other).Select(key => Slug.Of(key.Kind)).Distinct();
        return [("alike", string.Join(", ", shared))];

        IEnumerable<NameKey> Keys(string column) => NameKeys.Of(Spelled(row[column]), Given.Book, Given.Today);
    }

    public static Found Renames(DocumentedRow row)
    {
        var decision = RenameCheck.Check(
            Number(row["renamed this year"]), new Scope(AgencyLevel.County), Given.Book, Given.Today,
            Read<Profile>(row["profile"]));
        return [("verdict", Slug.Of(decision.Outcome)), ("codes", CodesOf(decision))];
    }

    // Characters that nobody sees are written {U+200B} in the pages.
    private static string Spelled(string text) => CodePoint().Replace(text, match =>
        char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\{U\+([0-9A-F]+)\}")]
    private static partial Regex CodePoint();
}

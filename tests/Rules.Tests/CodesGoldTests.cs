using System.Text.Json;
using Guanwei.Rules.Codes;

namespace Guanwei.Rules.Tests;

/// <summary>
/// The gold cases for credit codes and resident numbers, computed by somebody else from the standards. A case lists the
/// repairs by one character; the product proposes one only where no swap of two neighbours does as well.
/// </summary>
public class CodesGoldTests
{
    private static readonly Lazy<List<Case>> Cases = new(() =>
        [.. File.ReadLines(Path.Combine(Pages.Root(), "tests", "Samples", "codes-gold.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Case>(line, JsonSerializerOptions.Web)!)]);

    internal sealed record Case(
        string Type, string Typed, bool Valid, string? Fault, string[] Repairs, string[]? RepairsIfRegionInTable,
        string Why)
    {
        /// <summary>The repairs with a region of the table: the product proposes no others.</summary>
        public string[] Proposable => RepairsIfRegionInTable ?? Repairs;
    }

    [Fact]
    public void Each_code_is_good_or_has_the_fault_that_the_examiner_found() =>
        Holds(200, "", one => one.Type == "credit"
            ? Agrees(one, Slug.Of(CreditCode.Read(one.Typed, out _)))
            : Agrees(one, Slug.Of(ResidentId.Read(one.Typed, out _))));

    [Fact]
    public void A_credit_code_is_repaired_by_one_character_exactly_where_the_examiner_finds_one_repair() =>
        Holds(100, "credit", one => CreditCode.Repair(one.Typed) switch
        {
            { Slip: CodeSlip.Character } repair => one.Proposable is [var only] && repair.Text == only,
            null => one.Proposable.Length != 1 || SwapIsRight(one, IsCredit),
            _ => one.Proposable.Length == 0,
        });

    [Fact]
    public void A_resident_number_is_told_its_wrong_character_exactly_where_the_examiner_finds_one_repair() =>
        Holds(100, "resident", one => (ResidentId.WrongPosition(one.Typed, Given.Today), one.Proposable) switch
        {
            ({ } place, [var only]) => place == Difference(one.Typed, only),
            ({ }, _) => one.Fault == "character" || SwapIsRight(one, IsResident),
            (null, [_]) => SwapIsRight(one, IsResident),
            _ => true,
        });

    private static bool IsCredit(string text) => CreditCode.Read(text, out _) == CreditCodeFault.None;

    private static bool IsResident(string text) => ResidentId.Read(text, out _) == ResidentIdFault.None;

    private static bool SwapIsRight(Case one, Func<string, bool> isRight)
    {
        var text = CreditCode.Normalised(one.Typed);
        return Enumerable.Range(0, text.Length - 1)
            .Any(i => isRight($"{text[..i]}{text[i + 1]}{text[i]}{text[(i + 2)..]}"));
    }

    private static int Difference(string typed, string repaired)
    {
        var text = CreditCode.Normalised(typed);
        return Enumerable.Range(0, text.Length).Single(i => text[i] != repaired[i]) + 1;
    }

    private static bool Agrees(Case one, string fault) =>
        one.Valid == (fault == "none") && (one.Fault is null || one.Fault == fault);

    private static void Holds(int count, string type, Func<Case, bool> holds)
    {
        var cases = Cases.Value.Where(one => type.Length == 0 || one.Type == type).ToList();
        var wrong = cases.Where(one => !holds(one)).Select(one => $"{one.Typed}, {one.Why}: "
            + $"{string.Join('/', one.Proposable)}, not {CreditCode.Repair(one.Typed)}").ToList();

        Assert.Equal(count, cases.Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}

using System.Globalization;
using CsCheck;
using Guanwei.Rules.Codes;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Tests;

public class CodesTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly string[] Good = ["11441700007280420Y", "11100000MB0143028R", "11440300MB2C927392"];

    [Fact]
    public void Any_one_damaged_character_of_a_credit_code_is_noticed() =>
        Gen.Select(Gen.OneOf(Good), Gen.Int[0, 17], Gen.Char[Alphabet]).Sample((code, at, letter) =>
            letter == code[at]
            || CreditCode.Read($"{code[..at]}{letter}{code[(at + 1)..]}", out _) != CreditCodeFault.None);

    [Fact]
    public void The_repair_of_one_damaged_character_of_a_credit_code_is_the_code_or_none() =>
        Gen.Select(Gen.OneOf(Good), Gen.Int[0, 17], Gen.Char[Alphabet + "IOSVZ-中"]).Sample((code, at, letter) =>
        {
            var repair = CreditCode.Repair($"{code[..at]}{letter}{code[(at + 1)..]}");
            return letter == code[at] ? repair is null
                : repair is null || (repair.Text == code && repair.Character == code[repair.Position - 1]);
        });

    [Fact]
    public void A_character_that_cannot_occur_is_always_told_and_repaired() =>
        Gen.Select(Gen.OneOf(Good), Gen.Int[0, 17], Gen.Char["IOSVZ-中"]).Sample((code, at, letter) =>
        {
            var typed = $"{code[..at]}{letter}{code[(at + 1)..]}";
            return CreditCode.WrongPosition(typed) == at + 1
                && CreditCode.Repair(typed) == new CodeRepair(CodeSlip.Character, at + 1, code);
        });

    [Fact]
    public void The_repair_of_two_swapped_neighbours_is_the_code_or_none() =>
        Gen.Select(Gen.OneOf(Good), Gen.Int[0, 16]).Sample((code, at) =>
            CreditCode.Repair($"{code[..at]}{code[at + 1]}{code[at]}{code[(at + 2)..]}") is not { } repair
                || repair.Text == code);

    [Fact]
    public void Two_damaged_characters_are_never_repaired_into_a_wrong_code() =>
        Gen.Select(Gen.OneOf(Good), Gen.Char[Alphabet].Array[2], Gen.Int[0, 16]).Sample((code, letters, at) =>
            CreditCode.Repair($"{code[..at]}{letters[0]}{letters[1]}{code[(at + 2)..]}") is not { } repair
                || CreditCode.Read(repair.Text, out _) == CreditCodeFault.None);

    [Fact]
    public void A_place_told_in_an_identity_number_is_the_one_that_was_damaged() =>
        Gen.Select(Gen.Int[0, 17], Gen.Char["0123456789XO"]).Sample((at, letter) =>
        {
            const string id = "11010519491231002X";
            return ResidentId.WrongPosition($"{id[..at]}{letter}{id[(at + 1)..]}", Given.Today) is not { } place
                || place == at + 1;
        });

    [Fact]
    public void Any_one_damaged_digit_of_an_identity_number_is_noticed() =>
        Gen.Select(Gen.Int[0, 16], Gen.Char['0', '9']).Sample((at, digit) =>
        {
            const string id = "11010519491231002X";
            return digit == id[at]
                || ResidentId.Read($"{id[..at]}{digit}{id[(at + 1)..]}", out _) != ResidentIdFault.None;
        });

    [Fact]
    public void No_text_makes_a_reader_throw() =>
        Gen.String.Sample(text =>
        {
            CreditCode.Read(text, out _);
            CreditCode.Repair(text);
            CreditCode.WrongPosition(text);
            ResidentId.Read(text, out _);
            ResidentId.WrongPosition(text, Given.Today);
        });

    [Fact]
    public void The_readers_calendar_changes_nothing()
    {
        // Thailand counts years from 543 BC: 1949 would be 2492.
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("th-TH");
        try
        {
            Assert.Equal(ResidentIdFault.None, ResidentId.Read("11010519491231002X", out var id));
            Assert.Equal(1949, id.BornOn.Year);
            var rule = RuleBook.National.Find(new RuleRef("WX-FEE", 1))!;
            Assert.Equal(rule.From, RuleJson.ReadRow("row", RuleJson.Write(rule)).From);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_identity_number_prints_itself_masked()
    {
        ResidentId.Read("11010519491231002X", out var id);

        Assert.DoesNotContain("19491231", $"{id}");
        Assert.Equal("11010519491231002X", id.Full);
        Assert.Equal("", $"{default(ResidentId)}");
    }

    [Theory]
    [InlineData("420000", true)]
    [InlineData("421122", true)]
    [InlineData("100000", true)]
    [InlineData("820000", true)]
    [InlineData("420022", false)]
    [InlineData("990000", false)]
    [InlineData("42000", false)]
    [InlineData("42000A", false)]
    [InlineData("４２００００", false)]
    [InlineData(null, false)]
    public void A_region_code_has_six_digits_and_a_known_province(string? code, bool good) =>
        Assert.Equal(good, RegionCode.IsWellFormed(code));
}

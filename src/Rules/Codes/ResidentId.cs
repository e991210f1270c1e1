using System.Globalization;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Codes;

/// <summary>What is wrong with a text given as a resident identity number.</summary>
public enum ResidentIdFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no text.</summary>
    Missing,

    /// <summary>Not 18 characters.</summary>
    Length,

    /// <summary>Something else than digits and, at the end, X.</summary>
    Character,

    /// <summary>The first two digits name no province.</summary>
    Region,

    /// <summary>Digits 7–14 are no date.</summary>
    Birthday,

    /// <summary>The last character does not fit the first 17.</summary>
    Check,
}

/// <summary>
/// A resident identity number (公民身份号码, GB 11643-1999) whose check character is right. Prints itself masked.
/// </summary>
public readonly record struct ResidentId
{
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? text;

    private ResidentId(string text) => this.text = text;

    /// <summary>All 18 characters: personal data, to be sealed and never logged.</summary>
    public string Full => text ?? "";

    /// <summary>Day of birth.</summary>
    public DateOnly BornOn => DateOnly.ParseExact(Full[6..14], "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a number as people type it: full-width characters, a small x and white space are put right first.
    /// </summary>
    /// <returns>What is wrong; <see cref="ResidentIdFault.None"/> if the number is good.</returns>
    public static ResidentIdFault Read(string? typed, out ResidentId id)
    {
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)).Select(CreditCode.HalfWidth))
            .ToUpperInvariant();
        var fault = FaultIn(text);
        id = fault == ResidentIdFault.None ? new ResidentId(text) : default;
        return fault;
    }

    /// <summary>The first six and the last character; the rest hidden.</summary>
    public override string ToString() => Full.Length == 0 ? "" : $"{Full[..6]}***********{Full[17..]}";

    private static ResidentIdFault FaultIn(string text) =>
        text.Length == 0 ? ResidentIdFault.Missing
        : text.Length != 18 ? ResidentIdFault.Length
        : text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9') || (text[17] != 'X' && !char.IsAsciiDigit(text[17]))
            ? ResidentIdFault.Character
        : !RegionCode.HasProvince(text) ? ResidentIdFault.Region
        : !IsoDay.TryRead(text[6..14], "yyyyMMdd", out _) ? ResidentIdFault.Birthday
        : text[17] != CheckCharacters[Weights.Select((w, i) => w * (text[i] - '0')).Sum() % 11] ? ResidentIdFault.Check
        : ResidentIdFault.None;
}

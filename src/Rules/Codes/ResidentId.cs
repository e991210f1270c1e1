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
    private const string Digits = "0123456789X";
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
        var text = TypedCode.Normalised(typed);
        var fault = FaultIn(text);
        id = fault == ResidentIdFault.None ? new ResidentId(text) : default;
        return fault;
    }

    /// <summary>
    /// The place, from 1, of the character that is likely wrong: the only one by whose change, or swap with the next,
    /// the number becomes right, with a region of the table and a birthday not after the day; else the first character
    /// that cannot stand there. The number put right is personal data and is not told.
    /// </summary>
    /// <param name="typed">The number as typed.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <returns>Null for a right number, one of another length, and where no single place can be told.</returns>
    public static int? WrongPosition(string? typed, DateOnly day)
    {
        var text = TypedCode.Normalised(typed);
        return text.Length != 18 || FaultIn(text) == ResidentIdFault.None ? null
            : CodeRepair.Only(text, Digits, one => IsLikely(one, day))?.Position
                ?? (FaultIn(text) == ResidentIdFault.Character ? WrongCharacter(text) + 1 : null);
    }

    /// <summary>The first six and the last character; the rest hidden.</summary>
    public override string ToString() => Full.Length == 0 ? "" : $"{Full[..6]}***********{Full[17..]}";

    private static bool IsLikely(string text, DateOnly day) =>
        FaultIn(text) == ResidentIdFault.None && RegionCode.IsListed(text[..6]) && new ResidentId(text).BornOn <= day;

    private static int WrongCharacter(string text) =>
        text.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') is var at and >= 0 ? at
        : text[17] == 'X' || char.IsAsciiDigit(text[17]) ? -1
        : 17;

    private static ResidentIdFault FaultIn(string text) =>
        text.Length == 0 ? ResidentIdFault.Missing
        : text.Length != 18 ? ResidentIdFault.Length
        : WrongCharacter(text) >= 0 ? ResidentIdFault.Character
        : !RegionCode.HasProvince(text) ? ResidentIdFault.Region
        : !IsoDay.TryRead(text[6..14], "yyyyMMdd", out _) ? ResidentIdFault.Birthday
        : text[17] != CheckCharacters[Weights.Select((w, i) => w * (text[i] - '0')).Sum() % 11] ? ResidentIdFault.Check
        : ResidentIdFault.None;
}

using System.Buffers;

namespace Guanwei.Rules.Codes;

/// <summary>What is wrong with a text given as a unified social credit code.</summary>
public enum CreditCodeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no text.</summary>
    Missing,

    /// <summary>Not 18 characters.</summary>
    Length,

    /// <summary>A character outside digits and capital letters without I, O, S, V, Z.</summary>
    Character,

    /// <summary>Character 17, the check of the organisation code, does not fit characters 9–16.</summary>
    InnerCheck,

    /// <summary>Character 18, the check of the entire code, does not fit characters 1–17.</summary>
    OuterCheck,
}

/// <summary>Who holds a credit code, by its first two characters.</summary>
public enum CreditCodeHolder
{
    /// <summary>机关 (11).</summary>
    Organ,

    /// <summary>事业单位 (12).</summary>
    PublicInstitution,

    /// <summary>编办直接管理机构编制的群众团体 (13).</summary>
    MassOrganisation,

    /// <summary>机构编制部门登记的其他机构 (19).</summary>
    OtherEstablishment,

    /// <summary>民政部门登记的社会组织 (5x).</summary>
    SocialOrganisation,

    /// <summary>市场监管部门登记的企业、个体工商户 (9x).</summary>
    Company,

    /// <summary>Any other registrar.</summary>
    Other,
}

/// <summary>A unified social credit code (统一社会信用代码, GB 32100-2015) whose two check characters are right.</summary>
public readonly record struct CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    // GB 32100-2015: weights 3^(i-1) mod 31. GB 11714 for the organisation code: 3 7 9 10 5 8 4 2.
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] InnerWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    // GB 32100-2015, table of registrars: each first character with the second ones it has. Those of 1 were seen, the
    // others are from memory; they only decide whether a repair is proposed.
    private static readonly string[] Kinds =
    [
        "11 12 13 19", "21 29", "31 32 33 34 35 39", "41 49", "51 52 53 59", "61 62 69", "71 72 79", "81 89", "91 92 93",
        "A1 A2 A3 A4 A5 A6 A7 A8 A9", "N1 N2 N3 N9", "Y1",
    ];

    private static readonly HashSet<string> KnownKinds = [.. Kinds.SelectMany(kinds => kinds.Split(' '))];

    private readonly string? text;

    private CreditCode(string text) => this.text = text;

    /// <summary>The 18 characters; empty for the default value.</summary>
    public string Text => text ?? "";

    /// <summary>Region code of the registrar, six digits.</summary>
    public string RegionCode => Text[2..8];

    /// <summary>Who holds the code.</summary>
    public CreditCodeHolder Holder => (Text[0], Text[1]) switch
    {
        ('1', '1') => CreditCodeHolder.Organ,
        ('1', '2') => CreditCodeHolder.PublicInstitution,
        ('1', '3') => CreditCodeHolder.MassOrganisation,
        ('1', '9') => CreditCodeHolder.OtherEstablishment,
        ('5', _) => CreditCodeHolder.SocialOrganisation,
        ('9', _) => CreditCodeHolder.Company,
        _ => CreditCodeHolder.Other,
    };

    /// <summary>
    /// Reads a code as people type it: full-width characters, small letters and white space are put right first.
    /// </summary>
    /// <returns>What is wrong; <see cref="CreditCodeFault.None"/> if the code is good.</returns>
    public static CreditCodeFault Read(string? typed, out CreditCode code)
    {
        var text = TypedCode.Normalised(typed);
        var fault = FaultIn(text);
        code = fault == CreditCodeFault.None ? new CreditCode(text) : default;
        return fault;
    }

    /// <summary>The text as it is checked and to be shown: half-width, capital letters, no white space.</summary>
    public static string Normalised(string? typed) => TypedCode.Normalised(typed);

    /// <summary>
    /// The place, from 1, of the first character that cannot stand there; null if all can, or there are not 18.
    /// </summary>
    public static int? WrongPosition(string? typed)
    {
        var text = TypedCode.Normalised(typed);
        var at = text.Length == 18 ? Enumerable.Range(0, 18).FirstOrDefault(i => !Fits(text[i], i), -1) : -1;
        return at < 0 ? null : at + 1;
    }

    /// <summary>
    /// The likely repair of a wrong code: the only change of one character, or swap of two neighbours, after which
    /// both checks hold, the registrar has that kind of body and the table has the region. Null for a right code, a
    /// code of another length, and where there is no such change or more than one.
    /// </summary>
    public static CodeRepair? Repair(string? typed)
    {
        var text = TypedCode.Normalised(typed);
        return text.Length != 18 || FaultIn(text) == CreditCodeFault.None ? null
            : CodeRepair.Only(text, Alphabet, IsLikely);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsLikely(string text) =>
        FaultIn(text) == CreditCodeFault.None && KnownKinds.Contains(text[..2]) && Regions.RegionCode.IsListed(text[2..8]);

    private static bool Fits(char letter, int at) =>
        at is >= 2 and < 8 ? char.IsAsciiDigit(letter) : Letters.Contains(letter);

    private static CreditCodeFault FaultIn(string text) =>
        text.Length == 0 ? CreditCodeFault.Missing
        : text.Length != 18 ? CreditCodeFault.Length
        : !text.Select(Fits).All(fits => fits) ? CreditCodeFault.Character
        : text[16] != InnerCheck(text.AsSpan(8, 8)) ? CreditCodeFault.InnerCheck
        : text[17] != OuterCheck(text) ? CreditCodeFault.OuterCheck
        : CreditCodeFault.None;

    private static char OuterCheck(string text)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * Alphabet.IndexOf(text[i], StringComparison.Ordinal);
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    private static char InnerCheck(ReadOnlySpan<char> organisation)
    {
        var sum = 0;
        for (var i = 0; i < InnerWeights.Length; i++)
        {
            var letter = organisation[i];
            sum += InnerWeights[i] * (char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10);
        }

        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }
}

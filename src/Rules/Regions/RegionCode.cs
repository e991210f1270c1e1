namespace Guanwei.Rules.Regions;

/// <summary>
/// Six-digit region codes (GB/T 2260): province <c>PP0000</c>, prefecture <c>PPCC00</c>, county <c>PPCCDD</c>.
/// </summary>
public static class RegionCode
{
    /// <summary>The code of central organs, which belong to no region.</summary>
    public const string Central = "100000";

    /// <summary>
    /// True for six digits that begin with a province's, and for <see cref="Central"/>: a check of the form alone.
    /// </summary>
    public static bool IsWellFormed(string? code) =>
        code is { Length: 6 } && code.All(char.IsAsciiDigit)
        && (code == Central || HasProvince(code))
        && !(code[2..4] == "00" && code[4..] != "00");

    /// <summary>
    /// True if the table has the code on the day, and for <see cref="Central"/>. The table is dated: a well-formed code
    /// that it lacks is warned of, never refused.
    /// </summary>
    public static bool IsKnown(string code, DateOnly day) => code == Central || Gazetteer.Find(code, day) is not null;

    /// <summary>
    /// True if the table has the code on any day, for a heading such as 440101 市辖区, and for <see cref="Central"/>.
    /// </summary>
    internal static bool IsListed(string code) =>
        code == Central || RegionTable.ByCode.ContainsKey(code) || RegionTable.Headings.Contains(code);

    /// <summary>True if the first two digits are a province's.</summary>
    internal static bool HasProvince(string code) => code.Length >= 2 && RegionTable.Provinces.Contains(code[..2]);

    /// <summary>1 for a province, 2 for a prefecture, 3 for a county.</summary>
    internal static int Depth(string code) => Prefix(code).Length / 2;

    /// <summary>True if the inner region is the outer one or lies in it.</summary>
    public static bool Contains(string outer, string inner) =>
        inner.StartsWith(Prefix(outer), StringComparison.Ordinal);

    /// <summary>Every code whose region contains this one, from the nearest to the province.</summary>
    internal static IEnumerable<string> Around(string code)
    {
        for (var length = 6; length >= 2; length -= 2)
        {
            if (code.Length >= length)
            {
                yield return code[..length].PadRight(6, '0');
            }
        }
    }

    private static string Prefix(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code[..2]
        : code.EndsWith("00", StringComparison.Ordinal) ? code[..4]
        : code;
}

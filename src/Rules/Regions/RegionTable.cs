using System.Collections.Immutable;
using System.Globalization;

namespace Guanwei.Rules.Regions;

/// <summary>The files of <c>data/regions</c>, read once.</summary>
internal static class RegionTable
{
    /// <summary>The regions of each code: several if it passed from one to another.</summary>
    public static readonly IReadOnlyDictionary<string, ImmutableArray<Region>> ByCode = Regions()
        .GroupBy(region => region.Code)
        .ToDictionary(group => group.Key, group => group.ToImmutableArray());

    /// <summary>
    /// Codes of GB/T 2260 that are no division of their own (440101, the districts of Guangzhou as one): registrars use
    /// them in credit codes.
    /// </summary>
    public static readonly IReadOnlySet<string> Headings = Rows("headings").Select(row => row[0]).ToHashSet();

    /// <summary>The first two digits of every province.</summary>
    public static readonly IReadOnlySet<string> Provinces =
        ByCode.Keys.Where(code => RegionCode.Depth(code) == 1).Select(code => code[..2]).ToHashSet();

    /// <summary>The rows of a file, without its head.</summary>
    public static IEnumerable<string[]> Rows(string file) =>
        Embedded.Text($"regions/{file}.csv").Split('\n').Where(line => line is not "" and not ['#', ..])
            .Select(line => line.Split(','));

    private static IEnumerable<Region> Regions()
    {
        var added = Rows("additions").Select(row => Read(row[0], row[1], row[2], row[3])).ToList();
        var replaced = added.Select(region => (region.Code, region.Name)).ToHashSet();
        return Rows("divisions").Select(row => Read(row[0], row[1], "", ""))
            .Where(region => !replaced.Contains((region.Code, region.Name)))
            .Concat(added);
    }

    private static Region Read(string code, string name, string from, string to) =>
        new(code, name, ShortNames.Of(name), Day(from) ?? DateOnly.MinValue, Day(to));

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;

namespace Guanwei.Rules.Regions;

/// <summary>
/// The table of regions down to counties, as of the day in the head of <c>data/regions/divisions.csv</c>, with the
/// later changes of <c>additions.csv</c>. A well-formed code that it lacks may be newer than the table or given up before it.
/// </summary>
public static class Gazetteer
{
    private static readonly Dictionary<string, ImmutableArray<RegionName>> ByText = AllNames()
        .GroupBy(name => name.Text)
        .ToDictionary(group => group.Key, group => group.ToImmutableArray());

    /// <summary>Every text that names a region, of all days.</summary>
    public static IReadOnlyList<RegionName> Names { get; } =
        [.. ByText.Values.SelectMany(names => names)
            .OrderBy(name => name.Code, StringComparer.Ordinal).ThenBy(name => name.Kind)];

    /// <summary>The region of a code on a day; null if the table has none.</summary>
    public static Region? Find(string code, DateOnly day) =>
        RegionTable.ByCode.GetValueOrDefault(code, []).FirstOrDefault(region => region.IsOn(day));

    /// <summary>The region itself, its prefecture, its province, as far as the table has them on the day.</summary>
    public static IReadOnlyList<Region> Lineage(string code, DateOnly day) =>
        [.. RegionCode.Around(code).Distinct().Select(step => Find(step, day)).OfType<Region>()];

    /// <summary>The regions that a text names: several for 鼓楼, none for 样例.</summary>
    public static IReadOnlyList<RegionName> Named(string text) => ByText.GetValueOrDefault(text, []);

    /// <summary>
    /// The region that an applicant means by a text: of all regions that bear the name on the day, the one that it is
    /// or lies in (the nearest of several); else the only one that lies in its own; else the only one of all.
    /// </summary>
    /// <param name="text">A name, such as 鼓楼.</param>
    /// <param name="applicant">Region code of the applicant.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <returns>Null if nothing bears the name, or several do and none is near the applicant.</returns>
    public static Region? Settle(string text, string applicant, DateOnly day)
    {
        var named = Named(text).Select(name => Find(name.Code, day)).OfType<Region>().Distinct().ToList();
        return named.Where(region => RegionCode.Contains(region.Code, applicant))
                .MaxBy(region => RegionCode.Depth(region.Code))
            ?? Only(named.Where(region => RegionCode.Contains(applicant, region.Code)))
            ?? Only(named);
    }

    private static Region? Only(IEnumerable<Region> regions) => regions.Take(2).ToList() is [var one] ? one : null;

    private static IEnumerable<RegionName> AllNames() =>
        RegionTable.ByCode.Values.SelectMany(regions => regions).SelectMany(NamesOf)
            .Concat(RegionTable.Rows("zones").SelectMany(row => Aliases(row[0], [row[1], .. ShortNames.Others(row[1])])))
            .Concat(RegionTable.Rows("aliases").SelectMany(row => Aliases(row[0], [row[1]])))
            .DistinctBy(name => (name.Text, name.Code));

    private static IEnumerable<RegionName> NamesOf(Region region) =>
    [
        new(region.Name, region.Code, RegionNameKind.Full),
        new(region.ShortName, region.Code, RegionNameKind.Short),
        .. Aliases(region.Code, ShortNames.Others(region.Name)),
    ];

    private static IEnumerable<RegionName> Aliases(string code, IEnumerable<string> texts) =>
        texts.Select(text => new RegionName(text, code, RegionNameKind.Alias));
}

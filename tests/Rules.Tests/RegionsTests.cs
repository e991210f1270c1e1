using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Tests;

public class RegionsTests
{
    private static readonly string Data = Path.Combine(Pages.Root(), "src", "Rules", "data", "regions");

    private static readonly IReadOnlyList<Region> Today =
        [.. Gazetteer.Names.Select(name => Gazetteer.Find(name.Code, Given.Today)).OfType<Region>().Distinct()];

    [Fact]
    public void The_table_has_every_region_of_its_packages_and_what_changed_since()
    {
        // 2,978 rows in the package − 124 zones − 东莞, 中山, 儋州, 嘉峪关 as their own counties + 7 new − 2 given up.
        Assert.Equal(34, Today.Count(region => region.Code.EndsWith("0000", StringComparison.Ordinal)));
        Assert.Equal(333, Today.Count(region => region.Code[4..] == "00" && region.Code[2..] != "0000"));
        Assert.Equal(2978 - 124 - 4 + 7 - 2, Today.Count(region => region.Code[4..] != "00"));
    }

    [Fact]
    public void No_heading_of_the_statistics_is_a_region() =>
        Assert.DoesNotContain(Gazetteer.Names, name =>
            name.Text is "市辖区" or "县" || name.Text.Contains("直辖县级", StringComparison.Ordinal));

    [Fact]
    public void Of_the_counties_28_full_names_occur_more_than_once()
    {
        var counties = Today.Where(region => region.Code[4..] != "00");

        // As in the package: 江北区 occurs once since 重庆 gave its one up, 南沙区 twice since 三沙 has one.
        Assert.Equal(28, counties.CountBy(region => region.Name).Count(name => name.Value > 1));
        Assert.NotNull(Gazetteer.Find("500105", new DateOnly(2025, 11, 6)));
    }

    [Fact]
    public void Every_region_lies_in_a_province_and_is_the_first_of_its_lineage() =>
        Assert.All(Today, region =>
        {
            var lineage = Gazetteer.Lineage(region.Code, Given.Today);
            Assert.Equal(region, lineage[0]);
            Assert.Equal($"{region.Code[..2]}0000", lineage[^1].Code);
            Assert.True(RegionCode.IsWellFormed(region.Code) && RegionCode.IsKnown(region.Code, Given.Today));
        });

    [Fact]
    public void A_county_lies_in_its_prefecture_and_its_province()
    {
        Assert.Equal(["红安县", "黄冈市", "湖北省"], Gazetteer.Lineage("421122", Given.Today).Select(region => region.Name));
        Assert.Equal(["东城区", "北京市"], Gazetteer.Lineage("110101", Given.Today).Select(region => region.Name));
        Assert.Equal(["济源市", "河南省"], Gazetteer.Lineage("419001", Given.Today).Select(region => region.Name));
        Assert.Empty(Gazetteer.Lineage(RegionCode.Central, Given.Today));
        Assert.Empty(Gazetteer.Lineage("", Given.Today));
    }

    [Fact]
    public void Every_name_leads_to_a_region_and_every_region_is_found_by_its_names()
    {
        Assert.All(Gazetteer.Names, name => Assert.NotEmpty(name.Text));
        Assert.All(Gazetteer.Names.Where(name => name.Code != "500105" && name.Code != "500112"), name =>
            Assert.NotNull(Gazetteer.Find(name.Code, Given.Today)));
        Assert.All(Today, region => Assert.Contains(
            new RegionName(region.Name, region.Code, RegionNameKind.Full), Gazetteer.Named(region.Name)));
        Assert.All(Today, region =>
            Assert.Contains(Gazetteer.Named(region.ShortName), name => name.Code == region.Code));
        Assert.All(Gazetteer.Names, name => Assert.True(name.Text.Length > 1, name.Text));
    }

    [Fact]
    public void The_files_say_their_day_and_source()
    {
        foreach (var file in new[] { "divisions.csv", "headings.csv", "zones.csv" })
        {
            var head = File.ReadLines(Path.Combine(Data, file)).TakeWhile(line => line[0] == '#').ToList();
            Assert.Matches("^# made by make.sh on 2026-11-[0-9]{2}; do not edit by hand$", head[0]);
            Assert.Equal("# source: china-division 2.7.0 (npm, MIT; divisions as of 2023-06-30)", head[1]);
        }
    }

    [Fact]
    public void Every_addition_has_days_a_source_and_its_line_in_the_page()
    {
        var rows = File.ReadLines(Path.Combine(Data, "additions.csv")).Where(line => line[0] != '#')
            .Select(line => line.Split(',')).ToList();

        Assert.All(rows, row => Assert.True(row is [_, _, _, _, "S" or "S~" or "M", { Length: > 0 }], row[0]));
        Assert.Equal(
            rows.Select(row => string.Join(' ', row[..5])),
            Pages.Tables.Single(table => table.Name == "addition").Rows
                .Select(row => string.Join(' ', row["code"], row["name"], row["from"], row["to"], row["evidence"])));
    }
}

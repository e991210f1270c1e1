using System.Text;
using Guanwei.Han;
using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Regions;

namespace Guanwei.Benchmarks;

/// <summary>Names as accounts have them, region + department + nature, and what comes close to each; from a fixed seed.</summary>
internal sealed class ManyNames(RuleBook book, DateOnly day, Random chance)
{
    private static readonly string[] Natures = ["", "发布", "在线", "微信", "之声", "服务", "资讯", "政务"];
    private static readonly (char Simplified, char Traditional)[] Traditional =
        [('东', '東'), ('县', '縣'), ('区', '區'), ('务', '務'), ('卫', '衛'), ('发', '發'), ('财', '財'), ('云', '雲'), ('阳', '陽')];

    private readonly RegionName[] regions = [.. Gazetteer.Names.Where(name =>
        name.Kind is RegionNameKind.Full or RegionNameKind.Short && name.Text.Length > 1 && Gazetteer.Find(name.Code, day) is not null)];

    private readonly string[] departments =
    [
        .. ((TableValue)book.OfInstallation("name.departments", day, Profile.Current).Value).Rows
            .Select(row => row["short"]).Where(text => text.Length > 1).Distinct(),
    ];

    private readonly Dictionary<string, Rune[]> alikeInSound = Enumerable.Range(0x4E00, 0x51A6).Select(code => new Rune(code))
        .Where(rune => Simplified.Of(rune) == rune && Syllables.Of(rune).Length == 1)
        .GroupBy(rune => Syllables.Of(rune)[0]).ToDictionary(same => same.Key, same => same.ToArray());

    /// <summary>One in five comes close to one that is there already.</summary>
    public List<RegisteredName> Registered(int count)
    {
        var names = new List<RegisteredName>();
        var seen = new HashSet<string>();
        while (names.Count < count)
        {
            var name = names.Count % 5 == 4 ? Near(names[chance.Next(names.Count)].Name) : Plain().Name;
            if (seen.Add(name))
            {
                names.Add(new RegisteredName(name, $"持有单位{names.Count}"));
            }
        }
        return names;
    }

    /// <summary>A name and the region it is of.</summary>
    public (string Name, RegionName Region, string Department) Plain()
    {
        var (region, department) = (Any(regions), Any(departments));
        return (region.Text + department + Any(Natures), region, department);
    }

    /// <summary>Written wide, in traditional characters, with another character of the same sound, another nature, or in another order.</summary>
    public string Near(string name) => chance.Next(5) switch
    {
        0 => string.Concat(name.Select(c => Traditional.FirstOrDefault(pair => pair.Simplified == c) is { Traditional: > '\0' } pair
            ? pair.Traditional : c)) + " ",
        1 => SoundsLike(name),
        2 => name + Any(Natures),
        3 => name[^2..] + name[..^2],
        _ => name.Insert(chance.Next(name.Length), "·"),
    };

    private string SoundsLike(string name)
    {
        var at = chance.Next(name.Length);
        var others = Syllables.Of(new Rune(name[at])) is [var sound, ..] ? alikeInSound.GetValueOrDefault(sound, []) : [];
        return others.Length == 0 ? name + "微讯" : $"{name[..at]}{Any(others)}{name[(at + 1)..]}";
    }

    private T Any<T>(T[] choice) => choice[chance.Next(choice.Length)];
}

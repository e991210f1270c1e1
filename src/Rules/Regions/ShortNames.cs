namespace Guanwei.Rules.Regions;

/// <summary>What people call a region in short.</summary>
internal static class ShortNames
{
    private static readonly string[] Autonomous = ["自治区", "自治州", "自治县", "自治旗"];

    // The longer ending first.
    private static readonly string[] Classes =
    [
        "群岛的岛礁及其海域", "特别行政区", "行政委员会", "地区", "特区", "新区", "矿区", "群岛", "省", "市", "区", "县", "盟", "旗",
    ];

    private static readonly string[] Banners = ["左旗", "右旗", "前旗", "后旗", "中旗", "联合旗"];

    // The 55 peoples, and 各族 (龙胜各族自治县). Some names write them without 族.
    private static readonly string[] Peoples =
    [
        .. ("蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 "
            + "土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 "
            + "鄂伦春 赫哲 门巴 珞巴 基诺 各").Split(' ').Select(people => people + "族"),
        "蒙古", "维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "锡伯",
    ];

    private static readonly (string Ending, string Short)[] Zones =
    [
        ("高新技术产业开发区", "高新区"), ("高新技术产业园区", "高新区"), ("高新技术开发区", "高新区"), ("高技术产业开发区", "高新区"),
        ("经济技术开发区", "经开区"), ("经济开发区", "经开区"),
    ];

    /// <summary>
    /// The name without its class (省, 市, 区, 县, 旗, 自治州 …) and without the peoples of an autonomous one
    /// (延边朝鲜族自治州 → 延边). At least two characters stay: 赵县 is 赵县.
    /// </summary>
    public static string Of(string name) =>
        name == "神农架林区" ? "神农架" // the only 林区: 万柏林区 is a 区
        : Ending(name, Autonomous) is { } autonomous ? WithoutPeoples(name[..^autonomous.Length])
        : Ending(name, Banners) is not null ? name
        : Ending(name, Classes) is { } plain ? name[..^plain.Length]
        : name;

    /// <summary>Other short forms: 延边州, 石家庄高新区, 长春经开区.</summary>
    public static IEnumerable<string> Others(string name) =>
        name.EndsWith("自治州", StringComparison.Ordinal) ? [Of(name) + "州"]
        : Array.Find(Zones, zone => name.EndsWith(zone.Ending, StringComparison.Ordinal)) is { Ending: not null } zone
            ? [name[..^zone.Ending.Length].TrimEnd('市') + zone.Short]
        : [];

    private static string WithoutPeoples(string place)
    {
        while (Ending(place, Peoples) is { } people)
        {
            place = place[..^people.Length];
        }

        // 东乡族自治县, 鄂温克族自治旗: nothing but the people.
        return place is [_, _, .., '族'] ? place[..^1] : place;
    }

    private static string? Ending(string name, string[] endings) => Array.Find(
        endings, ending => name.Length >= ending.Length + 2 && name.EndsWith(ending, StringComparison.Ordinal));
}

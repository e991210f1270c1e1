using System.Text.RegularExpressions;

namespace Guanwei.Rules.Regions;

/// <summary>What people call a region in short.</summary>
internal static partial class ShortNames
{
    /// <summary>
    /// The name without its class (省, 市, 区, 县, 旗, 自治州 …) and without the peoples of an autonomous one
    /// (延边朝鲜族自治州 → 延边). At least two characters stay: 赵县 is 赵县.
    /// </summary>
    public static string Of(string name) =>
        Autonomous().Match(name) is { Success: true } match ? WithoutPeoples(match.Groups["place"].Value)
        : name.EndsWith("群岛的岛礁及其海域", StringComparison.Ordinal) ? name[..^"群岛的岛礁及其海域".Length]
        : Banner().IsMatch(name) ? name
        : Class().Match(name) is { Success: true } plain ? plain.Groups["place"].Value
        : name;

    /// <summary>Other short forms: 延边州, 石家庄高新区, 长春经开区.</summary>
    public static IEnumerable<string> Others(string name)
    {
        if (name.EndsWith("自治州", StringComparison.Ordinal))
        {
            yield return Of(name) + "州";
        }

        if (Zone().IsMatch(name))
        {
            yield return Zone().Replace(name, m => m.Groups["high"].Success ? "高新区" : "经开区");
        }
    }

    private static string WithoutPeoples(string place)
    {
        for (var match = People().Match(place); match.Success; match = People().Match(place))
        {
            place = match.Groups["place"].Value;
        }

        return place;
    }

    [GeneratedRegex("^(?<place>.{2,})自治(区|州|县|旗)$")]
    private static partial Regex Autonomous();

    // The 55 peoples; the longer name of two first. Some autonomous names write them without 族.
    [GeneratedRegex("^(?<place>.{2,})(各族|(蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|"
        + "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|"
        + "裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)$")]
    private static partial Regex People();

    [GeneratedRegex("(左|右|前|后|中|联合)旗$")]
    private static partial Regex Banner();

    [GeneratedRegex("^(?<place>.{2,}?)(特别行政区|行政委员会|地区|林区|特区|新区|矿区|群岛|省|市|区|县|盟|旗)$")]
    private static partial Regex Class();

    [GeneratedRegex("市?((?<high>高新技术(产业)?|高技术产业)|经济(技术)?)(开发区|园区)$")]
    private static partial Regex Zone();
}

using System.Text.RegularExpressions;
using Guanwei.Rules.Naming;

namespace Guanwei.Rules.Tests;

/// <summary>What is proposed instead of a refused name must read like a name that somebody would choose.</summary>
public partial class SuggestionTests
{
    [Theory]
    [InlineData("张家港市政务服务中心", "320582", "张家港政务服务 张家港数据 张家港市政务服务中心 张家港政务服务发布 张家港政务服务在线")]
    [InlineData("中共张家港市委宣传部", "320582", "张家港发布 张家港在线 张家港政务 张家港宣传 张家港市委宣传部")]
    [InlineData("深圳市驻京联络处", "440300", "深圳市驻京联络处")]
    [InlineData("张家港市推进城市有机更新服务中心", "320582", "")]
    [InlineData("中国人民银行巴中市分行", "511900", "巴中人民银行 中国人民银行巴中市分行 巴中人民银行发布 巴中人民银行在线")]
    [InlineData("南京市公安局玄武分局", "320102", "玄武公安 南京市公安局玄武分局 玄武公安发布 玄武公安在线")]
    [InlineData("武汉市公安局交通管理局", "420100", "武汉交警 武汉市公安局交通管理局 武汉交警发布 武汉交警在线")]
    public void They_name_region_and_department_and_leave_nothing_hanging(string agency, string region, string expected)
    {
        var level = region.EndsWith("00", StringComparison.Ordinal) ? AgencyLevel.Prefecture : AgencyLevel.County;
        var asking = new NameApplicant(agency, level, AgencyKind.Administrative, region);

        var judgement = NameCheck.Judge(new NameFacts("最佳发布", asking), Given.Book, Given.Today, Profile.Current);

        Assert.Equal(expected, string.Join(' ', judgement.Suggestions));
    }

    [Fact]
    public void A_body_of_macao_is_proposed_its_region_once_and_no_word_twice()
    {
        var asking = new NameApplicant("澳门驻联络服务中心", AgencyLevel.HkMacao, AgencyKind.Administrative);

        var judgement = NameCheck.Judge(new NameFacts("最佳发布", asking), Given.Book, Given.Today, Profile.Current);

        Assert.Equal(["澳门特别行政区驻联络服务中心", "澳门驻联络服务中心"], judgement.Suggestions);
    }

    [Fact]
    public void None_for_the_gold_names_says_a_word_twice_or_speaks_for_the_government_without_being_it()
    {
        var proposed = NameCase.Of("names-gold.jsonl")
            .SelectMany(one => one.Judge().Suggestions.Select(name => (one.Agency.Name, Proposed: name))).ToList();

        Assert.True(proposed.Count > 500, $"only {proposed.Count} names were proposed");
        Assert.DoesNotContain(proposed, one => Twice().IsMatch(one.Proposed) && !Twice().IsMatch(one.Name));
        Assert.DoesNotContain(proposed, one => one.Proposed.EndsWith("政府网", StringComparison.Ordinal)
            && !one.Name.Contains("政府", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(\p{IsCJKUnifiedIdeographs}{2,})\1")]
    private static partial Regex Twice();
}

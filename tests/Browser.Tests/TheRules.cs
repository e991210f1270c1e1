using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;

namespace Guanwei.Browser.Tests;

/// <summary>What holds, by what document, and what it would be otherwise: read by whoever has signed in, in both languages.</summary>
public sealed class TheRules(WalkedInstallation installation)
{
    [Theory]
    [InlineData("zh-CN", "规则", "认证审核服务费", "指引口径", "现行规则", "从严", "待核 A", "决定取值")]
    [InlineData("en", "Rules", "Certification fee", "guide", "rules in force", "strict", "To be checked: A", "decides")]
    public async Task Are_read_by_subject_followed_to_a_matter_and_replayed_for_a_day(
        string language, string heading, string matter, params string[] words)
    {
        await installation.Walk();
        var reader = installation.Applicant.Browser;
        await reader.Opens($"/language/{language}?back=/rules");
        await reader.ReadsHeading(heading);
        await reader.Opens($"/rules?text={Uri.EscapeDataString(matter)}");
        await reader.Follows(matter);
        await reader.ReadsHeading(matter);
        await reader.Reads([.. words, "GUIDE-FEE@1", "WX-FEE@1"]);
        await Pictures.Take(reader.Page, $"rule-{language}");

        await reader.Opens("/rules?day=2025-05-28");
        await reader.Reads("2025-05-29");
        await reader.DoesNotRead("GUIDE-FEE@1");
        await reader.Opens("/language/zh-CN?back=/desk");
        reader.HasNothingToComplainAbout();
    }

    [Fact]
    public async Task Of_the_province_stand_beside_the_national_ones_from_their_first_day()
    {
        await installation.Walk();
        var reader = installation.Applicant.Browser;

        await reader.Opens("/rules/name.units.max?profile=current&day=2026-05-31");
        await reader.Reads(LocalRule.Number, "尚未生效");
        await reader.Opens("/rules/name.units.max?profile=current&day=2026-06-01");
        await reader.Reads(LocalRule.Number, "决定取值", "26 个字符");
        reader.HasNothingToComplainAbout();
    }
}

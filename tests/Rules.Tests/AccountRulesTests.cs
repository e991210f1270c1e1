using Guanwei.Rules.Certification;
using Guanwei.Rules.Rights;

namespace Guanwei.Rules.Tests;

public class AccountRulesTests
{
    [Fact]
    public void A_failed_certification_says_what_to_do()
    {
        var terms = CertificationTerms.Of(new Scope(AgencyLevel.County), Given.Book, Given.Today, Profile.Guide);

        Assert.All(terms.Failures, f => Sayings.AssertComplete([terms.Failed(f.Code, "附件不清晰。")]));
        Assert.Equal(
            "请联系财务确认到账明细，按页面金额重新打款。",
            Sentences.In("zh-CN").Say(terms.Failed("CERTIFICATION_AMOUNT_WRONG", "")).Remedy);
        Assert.Throws<ArgumentException>(() => terms.Failed("NO_SUCH_CAUSE", ""));
    }

    [Fact]
    public void A_content_editor_is_refused_developer_settings_by_the_guides_table()
    {
        var table = RoleTable.Of(Given.Book, Given.Today, Profile.Guide);

        var reason = table.Refusal(AccountRole.ContentEditor, RightArea.DeveloperSettings, new Place("account"))!;

        Assert.Equal("内容编辑没有“开发配置”权限。", Sentences.In("zh-CN").Say(reason).Sentence);
        Assert.Null(table.Refusal(AccountRole.ContentEditor, RightArea.Messages, new Place("account")));
    }

    [Fact]
    public void The_limits_of_signing_in_are_the_same_whatever_the_profile()
    {
        var national = SignInRules.Of(Given.Book, Given.Today);

        Assert.Equal(
            (10, 3, 5, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15), TimeSpan.FromHours(12)),
            (national.PasswordLength, national.PasswordClasses, national.Failures, national.Lock, national.Idle,
                national.Session));
        Assert.Equal(
            (TimeSpan.FromHours(72), TimeSpan.FromHours(1), 12),
            (national.Invitation, national.InitLink, national.LogMonths));
    }
}

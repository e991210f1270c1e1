using Guanwei.Browser.Tests.Walk;

namespace Guanwei.Browser.Tests;

/// <summary>The walk itself, and what everybody reads at its end.</summary>
public sealed class AnOpening(WalkedInstallation installation)
{
    [Fact]
    public async Task From_an_empty_folder_to_a_certified_account()
    {
        await installation.Walk();

        var applicant = installation.Applicant.Browser;
        await applicant.Opens("/applications");
        await applicant.Follows("KS-");
        await applicant.ReadsHeading(WalkedInstallation.AccountName);
        await applicant.Reads("已认证，账号已进入名录", "新建申请", "提交申请", "退回补正", "公章不清晰", "批准开设", "登记认证通过", "认证通过通知.png", "有效期至");
        await Given.Pictures.Take(applicant.Page, "timeline");

        Assert.All(installation.Everybody, person => person.Browser.HasNothingToComplainAbout());
    }
}

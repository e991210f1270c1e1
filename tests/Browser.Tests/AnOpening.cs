using System.Globalization;
using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;

namespace Guanwei.Browser.Tests;

/// <summary>The walk itself, and what everybody reads at its end.</summary>
public sealed class AnOpening(WalkedInstallation installation)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    [Fact]
    public async Task From_an_empty_folder_to_a_certified_account()
    {
        await installation.Walk();

        var applicant = installation.Applicant.Browser;
        await applicant.Opens("/applications");
        // Another walk's draft has a longer name that begins the same.
        await applicant.Follows(
            "SQ-",
            applicant.Page.Locator("tr", new() { Has = applicant.Page.GetByText(WalkedInstallation.AccountName, new() { Exact = true }) }));
        await applicant.ReadsHeading(WalkedInstallation.AccountName);
        await applicant.Reads(
            "已认证，账号已进入名录", "新建申请", "提交申请", "退回补正", "公章不清晰", "批准开设", "登记认证通过", "认证通过通知.png", "有效期至");
        await Pictures.Take(applicant.Page, "timeline");

        var supervisor = installation.Supervisor.Browser;
        await supervisor.ReadsAfterAWhile("/accounts", WalkedInstallation.AccountName);
        await supervisor.Follows(WalkedInstallation.AccountName);
        await supervisor.Reads(WalkedInstallation.County, "认证到期日", AYearFromToday());

        foreach (var official in (Official[])[installation.SuperAdministrator, installation.OperationsLead, installation.Editor])
        {
            await official.Browser.Opens("/");
            await official.Browser.Follows("工作台");
            await official.Browser.Follows("账号名录");
            await official.Browser.Follows(WalkedInstallation.AccountName);
            await official.Browser.Reads(WalkedInstallation.County, "认证到期日");
        }

        var auditor = installation.AuditOfficer.Browser;
        await auditor.Opens("/audit");
        await auditor.Reads("review.approve", "certification.record");
        await auditor.Presses("核验全部");
        await auditor.ReadsAfterAWhile("/audit", "条，完整");

        var security = installation.SecurityOfficer.Browser;
        await security.Opens("/");
        await security.Follows("个人信息");
        await security.ReadsHeading("个人信息清单");
        await security.Reads("手机号码");

        var operations = installation.SystemOfficer.Browser;
        await operations.Opens("/");
        await operations.Follows("后台任务");
        await operations.Reads("没有需要处理的任务");

        Assert.All(installation.Everybody, person => person.Browser.HasNothingToComplainAbout());
    }

    [Fact]
    public async Task Every_role_took_part_in_it()
    {
        await installation.Walk();
        var reader = installation.Editor.Browser;
        await reader.Opens("/roles");
        var roles = await reader.Section("平台角色").Locator("tbody th").AllInnerTextsAsync();

        Assert.Equal(roles.Order(), installation.Everybody.Select(person => person.Role).Order());
    }

    /// <summary>A certificate of one year, as the pages write a day.</summary>
    private static string AYearFromToday() =>
        DateTimeOffset.UtcNow.ToOffset(Beijing).AddYears(1).ToString("yyyy", CultureInfo.InvariantCulture);
}

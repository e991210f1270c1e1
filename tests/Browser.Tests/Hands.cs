using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;
using static Microsoft.Playwright.Assertions;

namespace Guanwei.Browser.Tests;

/// <summary>Hands that shake, and browsers that run no script.</summary>
public sealed class Hands(WalkedInstallation installation)
{
    [Fact]
    public async Task The_same_click_twice_submits_once()
    {
        await installation.Walk();
        var browser = installation.Applicant.Browser;
        await browser.Opens("/applications");
        var rows = browser.Page.Locator("tbody tr");
        var before = await rows.CountAsync();

        await browser.Follows("新建开设申请");
        await Opening.AnswersFirst(browser);
        await browser.Button("开始填写申请").DblClickAsync();
        await browser.ReadsHeading("申请单位");

        await browser.Opens("/applications");
        await Expect(rows).ToHaveCountAsync(before + 1);
    }

    [Fact]
    public async Task Works_without_script()
    {
        await installation.Walk();
        await using var browser = await Visitor.At(await installation.Chromium, installation.Site.Address, script: false);
        await browser.Opens("/applications");
        await browser.ReadsHeading("登录");
        await Official.SignsIn(browser, installation.Applicant.Email);
        await browser.Follows("新建开设申请");
        await Opening.AnswersFirst(browser);
        await browser.Presses("开始填写申请");
        await browser.ReadsHeading("申请单位");
        await browser.Fills("统一社会信用代码", "1234");
        await browser.Presses("保存并继续");
        await browser.ReadsHeading("职能定位与账号类型");
        await browser.Follows("人员与材料");
        await browser.Follows("申请材料");
        await browser.ReadsHeading("申请材料");

        var card = browser.Section("法定代表人身份证人像面");
        await Visitor.GivesFile(Papers.IdFront, "人像面.png", card);
        await browser.Presses("上传", card);

        await Visitor.ReadsIn(card, "人像面.png");
        browser.HasNothingToComplainAbout();
    }
}

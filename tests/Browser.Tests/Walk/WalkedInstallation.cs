using System.Text.Json;
using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(WalkedInstallation))]
// The people have one browser each, and the tests use it in turn.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Guanwei.Browser.Tests.Walk;

/// <summary>
/// An installation made from an empty folder by the people in it, as far as its first certified account. Walked once,
/// by the first test that asks; what each person reads on the way is checked on the way.
/// </summary>
public sealed class WalkedInstallation : IAsyncDisposable
{
    public const string Province = "样例省政务服务局";
    public const string County = "样例县民政局";
    public const string AccountName = "样例民政";

    private readonly Chromium _chromium = new();
    private readonly List<Official> _everybody = [];
    private Task? _walk;

    public RunningInstallation Site { get; private set; } = null!;

    public Official SystemOfficer { get; private set; } = null!;

    public Official SecurityOfficer { get; private set; } = null!;

    public Official AuditOfficer { get; private set; } = null!;

    public Official ThirdParty { get; private set; } = null!;

    public Official Supervisor { get; private set; } = null!;

    public Official SuperAdministrator { get; private set; } = null!;

    public Official Applicant { get; private set; } = null!;

    public Official OperationsLead { get; private set; } = null!;

    public Official Editor { get; private set; } = null!;

    public IReadOnlyList<Official> Everybody => _everybody;

    /// <summary>Somebody from outside, who asks for an agency of theirs to be taken in.</summary>
    public Visitor Stranger { get; private set; } = null!;

    /// <summary>What is wrong with pages that look so only on the walk.</summary>
    public List<string> Faults { get; } = [];

    public Task<IBrowser> Chromium => _chromium.Browser();

    /// <summary>A walk that failed is not begun again: whoever asks is told how it failed.</summary>
    public Task Walk() => _walk ??= FromTheEmptyFolder();

    public async Task Examine(Visitor reader) =>
        Faults.AddRange((await Given.Faults.Of(reader)).Select(fault => $"{reader.Seen[^1]} on the walk: {fault}"));

    private async Task FromTheEmptyFolder()
    {
        try
        {
            await Found();
            await new LocalRule(this).Walk();
            await new Opening(this).Walk();
        }
        catch
        {
            TestContext.Current.TestOutputHelper?.WriteLine(Site?.Log ?? "");
            throw;
        }
    }

    /// <summary>The first officer by the link of `guanwei init`, everybody else by invitation.</summary>
    private async Task Found()
    {
        var chromium = await Chromium;
        var home = RunningInstallation.NewHome();
        var made = JsonDocument.Parse(await Binary.Run(
            "init", "--json", "--data", RunningInstallation.DataOf(home), "--name", "样例省政务新媒体平台", "--profile", "guide"));
        var link = new Uri(made.RootElement.GetProperty("facts").GetProperty("link").GetString()!).PathAndQuery;
        Site = await RunningInstallation.Serve(home);

        SystemOfficer = await Accepts(link, "系统管理员", "孙立", "sunli@example.gov.cn");
        await SystemOfficer.EnrolsAuthenticator();
        SecurityOfficer = await Invites(SystemOfficer, "安全管理员", null, "钱安", "qianan@example.gov.cn");
        await SecurityOfficer.EnrolsAuthenticator();
        AuditOfficer = await Invites(SystemOfficer, "审计管理员", null, "吴审", "wushen@example.gov.cn");
        await AuditOfficer.EnrolsAuthenticator();
        ThirdParty = await Invites(SystemOfficer, "第三方审核员", null, "郑核", "zhenghe@example.org.cn");

        await EntersAgency(Province, "省级", "420000", above: null);
        await EntersAgency(County, "区县级", "420881", above: Province);
        await ImportsAgencies();
        Stranger = await Visitor.At(chromium, Site.Address);
        await AsksToBeTakenIn();
        Supervisor = await Invites(SystemOfficer, "主管单位审核员", Province, "周敏", "zhoumin@example.gov.cn");
        SuperAdministrator = await Invites(Supervisor, "超级管理员", County, "王一", "wangyi@example.gov.cn", "公务员");
        Applicant = await Invites(SuperAdministrator, "开设单位经办人", County, "李青", "liqing@example.gov.cn");
        OperationsLead = await Invites(SuperAdministrator, "运营组长", County, "何组", "hezu@example.gov.cn");
        Editor = await Invites(SuperAdministrator, "内容编辑", County, "钱三", "qiansan@example.gov.cn");
    }

    private async Task<Official> Invites(
        Official host, string role, string? agency, string name, string email, string? establishment = null)
    {
        await host.Browser.Opens("/people/invite");
        await host.Browser.Chooses("角色", role);
        if (agency is not null)
        {
            await host.Browser.Chooses("单位", agency);
        }
        if (establishment is not null)
        {
            await host.Browser.Chooses("编制身份", establishment);
        }
        await host.Browser.Fills("工作邮箱", email);
        await host.Browser.Presses("发出邀请");
        await host.Browser.ReadsHeading("邀请已发出");
        return await Accepts(await Site.Mail.NextLink(email), role, name, email);
    }

    private async Task<Official> Accepts(string link, string role, string name, string email)
    {
        var browser = await Visitor.At(await Chromium, Site.Address);
        await browser.Opens(link);
        if (_everybody.Count < 2)
        {
            // The first officer's page, and then everybody's.
            await Examine(browser);
        }
        var official = await Official.Accepts(browser, role, name, email);
        _everybody.Add(official);
        return official;
    }

    private async Task EntersAgency(string name, string level, string region, string? above)
    {
        var browser = SystemOfficer.Browser;
        await browser.Opens("/agencies/new");
        if (above is not null)
        {
            await browser.Fills("上级主管单位", above);
        }
        await FillsInAgency(browser, name, level, region);
        await browser.Presses("录入单位");
        await browser.ReadsHeading(name);
    }

    private async Task ImportsAgencies()
    {
        var browser = SystemOfficer.Browser;
        await browser.Opens("/agencies/import");
        await Visitor.GivesFile(Papers.AgencyList, "单位清单.csv", browser.Section("上传清单"));
        await browser.Reads("全部检查通过，可导入 1 个单位");
        await browser.Presses("导入 1 个单位");
        await browser.Reads("导入完成");
    }

    private async Task AsksToBeTakenIn()
    {
        await Stranger.Opens("/");
        await Stranger.Follows("申请单位入驻");
        await Stranger.Fills("主管单位", Province);
        await FillsInAgency(Stranger, "样例县文化和旅游局", "区县级", "420881");
        await Stranger.Fills("统一社会信用代码", "11420881011357830C");
        await Stranger.Fills("联系人姓名", "陈文");
        await Stranger.Fills("联系人电子邮箱", "chenwen@example.gov.cn");
        await Stranger.Presses("提交申请");
        await Stranger.ReadsHeading("申请已提交");
    }

    private static async Task FillsInAgency(Visitor browser, string name, string level, string region)
    {
        await browser.Fills("单位全称", name);
        await browser.Chooses("单位层级", level);
        await browser.Chooses("主体性质", "行政机关");
        await browser.Fills("行政区划代码", region);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var official in _everybody)
        {
            await official.DisposeAsync();
        }
        await _chromium.DisposeAsync();
        if (Site is not null)
        {
            await Site.DisposeAsync();
        }
    }
}

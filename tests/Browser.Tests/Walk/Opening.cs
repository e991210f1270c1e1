using Guanwei.Browser.Tests.Given;

namespace Guanwei.Browser.Tests.Walk;

/// <summary>
/// One application for an account, from the first field to the certificate, with everything that goes wrong on the way.
/// </summary>
internal sealed class Opening(WalkedInstallation cast)
{
    private const string WrongCode = "11441700007280420X";
    private const string RightCode = "11441700007280420Y";

    private readonly Visitor _applicant = cast.Applicant.Browser;
    private readonly Visitor _supervisor = cast.Supervisor.Browser;
    private readonly Visitor _thirdParty = cast.ThirdParty.Browser;

    public async Task Walk()
    {
        await FillsIn();
        await IsHeldBackAndMends();
        await Submits();
        await IsReturnedAndCorrects();
        await IsApproved();
        await IsCertified();
        await BeginsAnother();
    }

    private async Task FillsIn()
    {
        await _applicant.Opens("/");
        await _applicant.Follows("开设申请");
        await _applicant.Reads("没有开设申请");
        await _applicant.Follows("新建开设申请");
        await _applicant.ReadsHeading("申请前请先回答");
        await _applicant.Reads("本单位在本平台没有账号");
        await _applicant.Presses("开始填写申请");
        await _applicant.Reads("有申请前的问题尚未回答");
        await AnswersFirst(_applicant);
        await Pictures.Take(_applicant.Page, "first-questions");
        await _applicant.Presses("开始填写申请");

        await _applicant.ReadsHeading("申请单位");
        await _applicant.Fills("统一社会信用代码", WrongCode);
        await _applicant.Presses("保存并继续");

        await _applicant.ReadsHeading("职能定位与账号类型");
        await TakesAdvice();
        await _applicant.Fills("服务对象", "县内居民和办事群众");
        await _applicant.Fills("栏目设置", "政策解读、办事指南、通知公告");
        await _applicant.Fills("更新频次", "每周三次");
        await _applicant.Fills("互动答复责任部门", "办公室");
        await _applicant.Presses("保存并继续");

        await _applicant.ReadsHeading("账号名称");
        await _applicant.Fills("账号名称", WalkedInstallation.AccountName);
        await _applicant.Reads($"“{WalkedInstallation.AccountName}”目前可以使用");
        await _applicant.Presses("保存并继续");

        await _applicant.ReadsHeading("人员");
        await Employs("超级管理员 A 角", "王一", "公务员", "wangyi@example.gov.cn");
        await Employs("超级管理员 B 角", "赵二", "公务员", "zhaoer@example.gov.cn");
        await Employs("运营人员", "钱三", "聘用人员", null);
        await _applicant.Presses("保存");
        await Proves("超级管理员 A 角", "wangyi@example.gov.cn");
        await Proves("超级管理员 B 角", "zhaoer@example.gov.cn");

        await _applicant.Follows("申请材料");
        await _applicant.ReadsHeading("申请材料");
        await Uploads("统一社会信用代码证书", Papers.Certificate, "信用代码证书.jpg");
        await Uploads("加盖公章的申请表", Papers.UnclearForm, "申请表.pdf");
        await Uploads("法定代表人身份证人像面", Papers.IdFront, "身份证.png");
        await Uploads("法定代表人身份证国徽面", Papers.IdFront, "身份证反面.png");
        await Uploads("编办批复文件", Papers.Approval, "批复.pdf");
    }

    private async Task IsHeldBackAndMends()
    {
        await _applicant.Follows("下一步：核对提交");
        await _applicant.ReadsHeading("核对提交");
        await _applicant.Reads(
            "还有 2 项不予通过，请先改正", "统一社会信用代码第 18 位（校验位）不符", "身份证人像面与国徽面是同一个文件");
        await Pictures.Take(_applicant.Page, "submit-blocked");
        await cast.Examine(_applicant);

        await _applicant.Follows("人员与材料");
        await _applicant.Follows("申请材料");
        await _applicant.ReadsHeading("申请材料");
        await Uploads("法定代表人身份证国徽面", Papers.IdBack, "身份证国徽面.png");
        await _applicant.Page.GoBackAsync();
        await _applicant.Follows("申请单位", _applicant.Page.Locator("main"));
        await _applicant.ReadsHeading("申请单位");
        await _applicant.Reads("统一社会信用代码第 18 位（校验位）不符");
        await _applicant.Fills("统一社会信用代码", RightCode);
        await _applicant.Presses("保存并继续");
    }

    private async Task Submits()
    {
        await _applicant.Follows("核对提交");
        await _applicant.ReadsHeading("核对提交");
        await _applicant.Reads("可以提交", $"提交后由{WalkedInstallation.Province}审核");
        await _applicant.Presses("提交申请");
        await _applicant.Reads("审核中", $"当前由{WalkedInstallation.Province}审核");
    }

    private async Task IsReturnedAndCorrects()
    {
        await OpensForReview();
        var sending = _supervisor.Section("退回补正");
        await sending.Locator("summary").ClickAsync();
        await _supervisor.Ticks("公章不清晰", sending);
        await _supervisor.Fills("审核意见", "申请表公章模糊，请重新盖章后扫描上传。", sending);
        await _supervisor.Presses("退回补正", sending);
        await _supervisor.ReadsHeading("开设审核");

        await _applicant.Page.ReloadAsync();
        await _applicant.Reads("退回补正", "公章不清晰", "申请表公章模糊，请重新盖章后扫描上传。", $"下一步：由{WalkedInstallation.County}");
        await Pictures.Take(_applicant.Page, "timeline-returned");
        await _applicant.Follows("补正", _applicant.Page.Locator("main"));
        await _applicant.Follows("人员与材料");
        await _applicant.Follows("申请材料");
        await _applicant.ReadsHeading("申请材料");
        await Uploads("加盖公章的申请表", Papers.Form, "申请表（重新盖章）.pdf");
        await Submits();
    }

    private async Task IsApproved()
    {
        await OpensForReview();
        await Pictures.Take(_supervisor.Page, "review");
        await cast.Examine(_supervisor);
        var approving = _supervisor.Section("批准");
        await _supervisor.Chooses("委托第三方审核员", cast.ThirdParty.Name, approving);
        await _supervisor.Fills("审核意见", "材料齐全，同意开设。", approving);
        await _supervisor.Presses("批准开设", approving);
        await _supervisor.ReadsHeading("开设审核");
    }

    private async Task IsCertified()
    {
        await _thirdParty.Opens("/");
        await _thirdParty.Follows("开设申请");
        await _thirdParty.Follows("SQ-");
        await _thirdParty.Reads("认证中", "已批准");
        await _thirdParty.Follows("登记认证结果");
        await _thirdParty.ReadsHeading("登记认证结果");
        var passed = _thirdParty.Section("认证通过");
        await Visitor.GivesFile(Papers.Notice, "认证通过通知.png", passed);
        await Pictures.Take(_thirdParty.Page, "certification");
        await cast.Examine(_thirdParty);
        await _thirdParty.Presses("登记认证通过", passed);
        await _thirdParty.Reads("已认证，账号已进入名录");
    }

    /// <summary>It stays a draft: a page of each step to be looked at.</summary>
    private async Task BeginsAnother()
    {
        await _applicant.Opens("/applications");
        await _applicant.Follows("新建开设申请");
        await AnswersFirst(_applicant);
        await _applicant.Presses("开始填写申请");
        await _applicant.ReadsHeading("申请单位");
    }

    /// <summary>An account of the agency itself, for good.</summary>
    public static async Task AnswersFirst(Visitor applicant)
    {
        await applicant.Ticks("否", applicant.Group("账号是否以内设机构的名义开设？"));
        await applicant.Ticks("否", applicant.Group("账号是否只用于专项工作或阶段性事项？"));
    }

    /// <summary>From what the account should do to a type, which then stands ticked in the step.</summary>
    private async Task TakesAdvice()
    {
        await _applicant.Follows("不确定选哪一类");
        await _applicant.ReadsHeading("选型建议");
        await _applicant.Ticks("网上办事");
        await _applicant.Ticks("模板消息通知");
        await _applicant.Presses("查看建议");
        await _applicant.Reads("建议：服务号", "每项需求与两类账号", "矩阵方案", "按其他口径");
        await Pictures.Take(_applicant.Page, "adviser");
        await _applicant.Follows("采用服务号");
        await _applicant.ReadsHeading("职能定位与账号类型");
    }

    private async Task OpensForReview()
    {
        await _supervisor.Opens("/");
        await _supervisor.Follows("开设审核");
        await _supervisor.Reads("1 件待审");
        await _supervisor.Follows("SQ-");
        await _supervisor.ReadsHeading($"审核：{WalkedInstallation.County}");
    }

    private async Task Employs(string role, string name, string establishment, string? email)
    {
        var person = _applicant.Group(role);
        await _applicant.Fills("姓名", name, person);
        await _applicant.Chooses("编制身份", establishment, person);
        if (email is not null)
        {
            await _applicant.Fills("单位邮箱", email, person);
        }
    }

    private async Task Proves(string role, string email)
    {
        await _applicant.Presses("发送验证码", _applicant.Section(role));
        await _applicant.Fills("验证码", await cast.Site.Mail.NextCode(email), _applicant.Section(role));
        await _applicant.Presses("确认", _applicant.Section(role));
        await Visitor.ReadsIn(_applicant.Section(role), "已验证");
    }

    private async Task Uploads(string document, byte[] content, string name)
    {
        await Visitor.GivesFile(content, name, _applicant.Section(document));
        await Visitor.ReadsIn(_applicant.Section(document), name);
    }
}

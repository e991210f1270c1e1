using Guanwei.Browser.Tests.Given;

namespace Guanwei.Browser.Tests.Walk;

/// <summary>
/// A province takes in a rule of its own: its supervisor looks what it would change and hands it in, the system officer, for want of
/// another supervisor, compares and approves it; from then on everybody reads it.
/// </summary>
internal sealed class LocalRule(WalkedInstallation cast)
{
    public const string Number = "样例政办发〔2026〕12号";

    private readonly Visitor _supervisor = cast.Supervisor.Browser;
    private readonly Visitor _officer = cast.SystemOfficer.Browser;

    public async Task Walk()
    {
        await LooksWhatItWouldChange();
        await HandsItIn();
        await IsApproved();
    }

    private async Task LooksWhatItWouldChange()
    {
        await _supervisor.Opens("/");
        await _supervisor.Follows("规则");
        await _supervisor.Fills("关键词", "名称最大长度");
        await _supervisor.Presses("查询");
        await _supervisor.Follows("名称最大长度");
        await _supervisor.ReadsHeading("名称最大长度");
        await _supervisor.Follows("录入地方规定");
        await _supervisor.Fills("取值", "26");
        await _supervisor.Ticks("不予通过");
        await _supervisor.Fills("文件标题", "样例省政务新媒体管理办法");
        await _supervisor.Fills("发文机关", "样例省人民政府办公厅");
        await _supervisor.Fills("条款", "第九条");
        await _supervisor.Fills("生效日期", "2026-06-01");
        await _supervisor.Presses("查看影响");
        await _supervisor.Reads("请填写文号");
        await _supervisor.Fills("文号", Number);
        await _supervisor.Presses("查看影响");
        await _supervisor.ReadsHeading("录入地方规定");
        await _supervisor.Reads("将带来的变化", "30 个字符", "26 个字符");
        await cast.Examine(_supervisor);
        await Pictures.Take(_supervisor.Page, "local-rule");
    }

    private async Task HandsItIn()
    {
        await _supervisor.Presses("提交核准");
        await _supervisor.ReadsHeading("DF-");
        await _supervisor.Reads("待核准", "等待第二人核准");
        await _supervisor.DoesNotRead("核对无误");
    }

    private async Task IsApproved()
    {
        await _officer.ReadsAfterAWhile("/notices", "待您核准");
        await _officer.Opens("/rules/local");
        await _officer.Follows("DF-");
        await _officer.Reads(Number, "26 个字符");
        await cast.Examine(_officer);
        await _officer.Presses("核对无误，核准");
        await _officer.Reads("已核准");
    }
}

using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;

namespace Guanwei.Browser.Tests;

/// <summary>Led from the first questions to the pre-flight: each answer with its code, its source and the other profiles' answers.</summary>
public sealed class AnApplicant(WalkedInstallation installation)
{
    private const string Refused = "中国民政";
    private const string Suggested = "样例民政发布";

    [Fact]
    public async Task Leads_from_the_first_questions_to_an_accepted_name_in_both_languages()
    {
        await installation.Walk();
        var applicant = installation.Applicant.Browser;
        await applicant.Opens("/applications/new");
        await ReadsInBoth(applicant, ["账号是否以内设机构的名义开设？"], ["Is the account for a unit inside the agency?"]);
        await Opening.AnswersFirst(applicant);
        await applicant.Presses("开始填写申请");
        await applicant.ReadsHeading("申请单位");
        var form = applicant.Page.Url[..applicant.Page.Url.LastIndexOf('/')];

        await applicant.Opens(form + "/purpose");
        await applicant.Follows("不确定选哪一类");
        await applicant.Ticks("网上办事");
        await applicant.Presses("查看建议");
        await ReadsInBoth(applicant, ["建议：服务号", "按其他口径", "现行规则"], ["Advised: service account", "Under the other profiles", "the current rules"]);
        await applicant.Follows("采用服务号");
        await applicant.ReadsHeading("职能定位与账号类型");
        await applicant.Presses("保存并继续");

        await applicant.ReadsHeading("账号名称");
        await applicant.Fills("账号名称", Refused);
        await applicant.Presses("保存并继续");
        await applicant.Opens(form + "/submit");
        await ReadsInBoth(
            applicant,
            ["该词只限相应的中央国家机关使用", "PROTECTED_WORD", "WX-NAME-PROTECTED@1", "（仅见于指引，未见官方出处）", "按现行规则，结论不同", Suggested],
            ["PROTECTED_WORD", "WX-NAME-PROTECTED@1", "(only in the guide; no official source found)", "Under the current rules the answer differs", Suggested]);
        await Pictures.Take(applicant.Page, "guidance-refused");
        await installation.Examine(applicant);

        await applicant.Follows(Suggested);
        await applicant.ReadsHeading("账号名称");
        await applicant.Reads($"“{Suggested}”目前可以使用");
        await applicant.Presses("保存并继续");
        await applicant.ReadsHeading("人员");
        await applicant.Opens(form + "/submit");
        await applicant.DoesNotRead("PROTECTED_WORD");
        await applicant.Reads(Suggested);
        applicant.HasNothingToComplainAbout();
    }

    /// <summary>The page as it stands, once more by the switch of languages in its head, and back.</summary>
    private static async Task ReadsInBoth(Visitor reader, string[] chinese, string[] english)
    {
        await reader.Reads(chinese);
        await reader.Follows("English");
        await reader.Reads(english);
        await reader.Follows("中文");
        await reader.Reads(chinese);
    }
}

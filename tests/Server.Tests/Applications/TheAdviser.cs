using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;

namespace Guanwei.Server.Tests.Applications;

/// <summary>The pages before the form: the first questions and the adviser, as an applicant reads them.</summary>
public sealed partial class TheAdviser(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task Says_of_each_wish_which_type_meets_it_and_by_which_rule_and_fills_in_the_step()
    {
        using var applicant = await _host.SignedIn("applicant", await _host.Agency("选型省民政厅"), "选员");
        var id = await TheForm.Started(applicant);

        var (_, purpose) = await applicant.Opens($"/applications/{id}/purpose");
        Assert.Contains($"/adviser?application={id}", purpose, StringComparison.Ordinal);
        var (_, advice) = await applicant.Opens($"/adviser?application={id}&wish=notices-by-template&wish=daily-publishing");
        Assert.Contains("每项需求与两类账号", advice, StringComparison.Ordinal);
        Assert.Contains("WX-BROADCAST-PERIOD-SERVICE@1", advice, StringComparison.Ordinal);
        Assert.Contains("按其他口径", advice, StringComparison.Ordinal);
        var use = Use().Match(advice).Groups[1].Value;
        Assert.StartsWith($"/applications/{id}/purpose?type=", use, StringComparison.Ordinal);

        var (_, filled) = await applicant.Opens(use.Split('#')[0]);
        var type = use.Split("type=")[1].Split('#')[0];
        Assert.Matches($"value=\"{type}\" checked", filled);
    }

    [Fact]
    public async Task Asks_for_a_wish_and_leads_without_an_application_to_the_first_questions()
    {
        using var applicant = await _host.SignedIn("applicant", await _host.Agency("选型市民政局"), "独员");

        Assert.Contains("请至少选择一项需求", (await applicant.Opens("/adviser?ask=yes")).Html, StringComparison.Ordinal);
        var (_, advice) = await applicant.Opens("/adviser?wish=daily-publishing");
        var use = Use().Match(advice).Groups[1].Value;
        Assert.StartsWith("/applications/new?type=", use, StringComparison.Ordinal);
        var (_, first) = await applicant.Opens(use);
        Assert.Contains("账号类型已按选型建议选为", first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await applicant.Opens("/adviser?application=ap_nothing")).Answer.StatusCode);
    }

    [Fact]
    public async Task Shows_what_the_agency_has_already_and_refuses_what_was_not_answered_in_both_languages()
    {
        using var applicant = await _host.SignedIn("applicant", await _host.Agency("首问市民政局"), "首员");
        Assert.Contains("本单位在本平台没有账号", (await applicant.Opens("/applications/new")).Html, StringComparison.Ordinal);

        var (refused, html) = await applicant.Submits("/applications/new", new() { ["internal-unit"] = "no" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("有申请前的问题尚未回答", html, StringComparison.Ordinal);
        Assert.Matches("value=\"no\" checked", html);
        await TheForm.Started(applicant);
        await applicant.Opens("/language/en");
        var (_, english) = await applicant.Opens("/applications/new");
        Assert.Contains("Application under way", english, StringComparison.Ordinal);
        Assert.Contains("Is the account for a unit inside the agency?", english, StringComparison.Ordinal);
    }

    [GeneratedRegex("<a class=\"btn btn-primary\" href=\"([^\"]+type=[^\"]+)\"")]
    private static partial Regex Use();
}

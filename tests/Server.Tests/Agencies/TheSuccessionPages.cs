using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Agencies;

public sealed class TheSuccessionPages(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task Show_what_passes_over_before_it_is_confirmed_and_link_both_ways_afterwards()
    {
        var province = await _host.Agency("并省人民政府");
        var (old, heir) = (await _host.Agency("并省甲局", province), await _host.Agency("并省乙局", province));
        var town = await _host.Agency("并省甲站", old);
        await _host.Person("甲员", old, "applicant");
        using var supervisor = await _host.SignedIn("supervisor", province);
        var path = $"/agencies/{old.Id}/merge";

        Assert.DoesNotContain("确认合并", (await supervisor.Opens(path)).Html, StringComparison.Ordinal);
        Assert.Contains("单位不能并入自身", (await supervisor.Opens($"{path}?parent=并省甲局")).Html, StringComparison.Ordinal);
        Assert.Contains("没有找到所填的并入单位", (await supervisor.Opens($"{path}?parent=没有的局")).Html, StringComparison.Ordinal);
        var page = $"{path}?parent=并省乙局";
        var (_, list) = await supervisor.Opens(page);
        Assert.Contains("<li>甲员（", list, StringComparison.Ordinal);
        Assert.Contains("<li>并省甲站</li>", list, StringComparison.Ordinal);
        Assert.Contains("下级单位（1）", list, StringComparison.Ordinal);
        Assert.Contains("账号（0）", list, StringComparison.Ordinal);

        var form = new Dictionary<string, string> { ["parent"] = "并省乙局", ["from"] = "2020-01-01", ["version"] = $"{old.Version}" };
        var (refused, again) = await supervisor.Submits(page, form, path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("日期早于今日", again, StringComparison.Ordinal);
        form["from"] = "";
        var (merged, _) = await supervisor.Submits(page, form, path);
        Assert.Equal(HttpStatusCode.SeeOther, merged.StatusCode);

        var (_, ended) = await supervisor.Opens($"/agencies/{old.Id}");
        Assert.Contains("已撤销", ended, StringComparison.Ordinal);
        Assert.Matches($"并入</dt>\\s*<dd>\\s*<a href=\"/agencies/{heir.Id}\">并省乙局</a>", ended);
        var (_, grown) = await supervisor.Opens($"/agencies/{heir.Id}");
        Assert.Matches($"接收并入</dt>\\s*<dd>\\s*<a href=\"/agencies/{old.Id}\">并省甲局</a>", grown);
        Assert.Contains("下级单位（1）", grown, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/agencies/{heir.Id}\">并省乙局</a>", (await supervisor.Opens($"/agencies/{town.Id}")).Html, StringComparison.Ordinal);
        await supervisor.Opens("/language/en");
        Assert.Contains("merged into", (await supervisor.Opens($"/agencies/{old.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_to_the_successors_people_where_it_came_from_without_a_link_out_of_their_sight()
    {
        var (east, west) = (await _host.Agency("分东市"), await _host.Agency("分西市"));
        var (old, heir) = (await _host.Agency("分东局", east), await _host.Agency("分西局", west));
        using var officer = await _host.SignedIn("system-officer");
        var page = $"/agencies/{old.Id}/merge?parent=分西局";
        await officer.Submits(page, new() { ["parent"] = "分西局", ["version"] = $"{old.Version}" }, $"/agencies/{old.Id}/merge");
        using var western = await _host.SignedIn("supervisor", west);

        var (_, html) = await western.Opens($"/agencies/{heir.Id}");

        Assert.Contains("分东局", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/agencies/{old.Id}", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Say_of_a_plan_whose_day_has_passed_that_it_did_not_come_true_and_what_to_do()
    {
        var city = await _host.Agency("迟市");
        var (old, heir) = (await _host.Agency("迟东局", city), await _host.Agency("迟西局", city));
        using var supervisor = await _host.SignedIn("supervisor", city);
        var today = _host.Services.GetRequiredService<Server.Time.Clock>().Today;
        // As its job sets it aside on the day.
        await _host.Services.GetRequiredService<Actions.Actions>().Do<bool>(
            Actor.System("test"), House.NewOperation(), MergeAgency.Verb, act =>
            {
                act.Db.Add(new AgencySuccessor
                {
                    FromId = old.Id, ToId = heir.Id, Kind = SuccessionKind.Merge, Day = today.AddDays(-1),
                    FromName = old.Name, ToName = heir.Name, PlannedAt = act.Now, RefusedAt = act.Now,
                    ReasonsJson = StoredReasons.Write<Reason[]>([
                        Refusals.Because("AGENCY_NAME_TAKEN", new Place("agency", "name"), Argument.Text("name", "迟镇"))]),
                });
                return Task.FromResult<Outcome<bool>>(true);
            }, CancellationToken.None);

        var (_, html) = await supervisor.Opens($"/agencies/{old.Id}");

        Assert.Contains("未能生效", html, StringComparison.Ordinal);
        Assert.Contains("也可取消本安排", html, StringComparison.Ordinal);
        Assert.Contains("同一主管单位下已有“迟镇”", html, StringComparison.Ordinal);
        Assert.Contains("call-off", html, StringComparison.Ordinal);
        Assert.DoesNotContain("待生效", html, StringComparison.Ordinal);
        var (again, _) = await supervisor.Presses($"/agencies/{old.Id}", $"/agencies/{old.Id}/try-again");
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Contains("已撤销", (await supervisor.Opens($"/agencies/{old.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Split_a_unit_with_what_is_ticked_and_call_it_off_again()
    {
        var city = await _host.Agency("拆市人民政府");
        var old = await _host.Agency("拆市综合局", city);
        var town = await _host.Agency("拆市综合站", old);
        using var supervisor = await _host.SignedIn("supervisor", city);
        var path = $"/agencies/{old.Id}/split";
        var form = TheAgencyPages.Form("拆市专项局", "拆市人民政府");
        (form["version"], form["from"], form["hand-over-units"]) = ($"{old.Version}", "2099-01-01", "nothing of the kind");

        var (refused, again) = await supervisor.Submits(path, form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("有的已不在该单位名下", again, StringComparison.Ordinal);
        form["hand-over-units"] = $"{town.Id.Value}";
        form["operation"] = $"{House.NewOperation()}";
        var (split, _) = await supervisor.Submits(path, form);

        Assert.Equal(HttpStatusCode.SeeOther, split.StatusCode);
        var part = split.Headers.Location!.OriginalString;
        Assert.Contains("分设自", (await supervisor.Opens(part)).Html, StringComparison.Ordinal);
        var (_, waiting) = await supervisor.Opens($"/agencies/{old.Id}");
        Assert.Contains("自 2099-01-01 起从“拆市综合局”分设“拆市专项局”", waiting, StringComparison.Ordinal);
        Assert.Contains("待生效", waiting, StringComparison.Ordinal);
        Assert.Matches(new Regex($"分设出</dt>\\s*<dd>\\s*<a href=\"{part}\">拆市专项局</a>"), waiting);
        var (off, _) = await supervisor.Presses($"/agencies/{old.Id}", $"/agencies/{old.Id}/call-off");
        Assert.Equal(HttpStatusCode.SeeOther, off.StatusCode);
        Assert.DoesNotContain("分设出", (await supervisor.Opens($"/agencies/{old.Id}")).Html, StringComparison.Ordinal);
    }
}

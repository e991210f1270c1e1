using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.RuleBooks;

/// <summary>/rules: what holds, by what document, since when, and what it would be by another profile.</summary>
public sealed class TheRulePages
{
    [Theory]
    [InlineData("zh-CN", "名称最大长度", "待核", "规则自 2025-05-29 起收录")]
    [InlineData("en", "Longest name", "To be checked", "The book begins on 2025-05-29")]
    public async Task Show_each_matter_with_its_source_and_evidence_and_refuse_a_day_before_the_book(
        string language, string name, string mark, string early)
    {
        await using var host = new GuanweiHost();
        using var reader = await host.SignedIn("applicant", await host.Agency("样例县民政局"));
        await reader.Opens($"/language/{language}");

        var (answer, html) = await reader.Opens("/rules");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(name, html, StringComparison.Ordinal);
        Assert.Contains(mark, html, StringComparison.Ordinal);
        Assert.All(RuleBook.National.Keys, key => Assert.Contains($"href=\"/rules/{key}?day=", html, StringComparison.Ordinal));
        Assert.Contains(early, (await reader.Opens("/rules?day=2025-05-28")).Html, StringComparison.Ordinal);
        Assert.Contains(early, (await reader.Opens("/rules/name.units.max?day=2020-01-01")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_by_text_and_show_every_row_of_a_matter_with_its_part()
    {
        await using var host = new GuanweiHost();
        using var reader = await host.SignedIn("applicant", await host.Agency("样例县民政局"));

        var (_, found) = await reader.Opens("/rules?text=认证审核服务费");
        Assert.Contains("/rules/certification.fee?", found, StringComparison.Ordinal);
        Assert.DoesNotContain("/rules/name.units.max?", found, StringComparison.Ordinal);

        var (_, html) = await reader.Opens("/rules/certification.fee?profile=current&day=2026-11-23");
        Assert.Contains("WX-FEE@1", html, StringComparison.Ordinal);
        Assert.Contains("GUIDE-FEE@1", html, StringComparison.Ordinal);
        Assert.Contains("决定取值", html, StringComparison.Ordinal);
        Assert.Contains("适用，未被本口径采用", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Opens("/rules/no.such.key")).Answer.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "publishing.proofreads", "发布前须经 3 次校对。", "本系统设定")]
    [InlineData("en", "publishing.proofreads", "a text is proofread 3 times.", "set by this product")]
    [InlineData("en", "opening.approved-by", "whatever a document says instead goes before it", "our own; no official source")]
    [InlineData("zh-CN", "emergency.press-conference", "应在 24 小时内举行新闻发布会。", "国家文件")]
    [InlineData("zh-CN", "accounts.own", "根据工作需要开设。", "国家文件")]
    public async Task Say_what_their_row_says_and_whose_it_is(string language, string key, string sentence, string authority)
    {
        await using var host = new GuanweiHost();
        using var reader = await host.SignedIn("applicant", await host.Agency("样例县民政局"));
        await reader.Opens($"/language/{language}");

        var (_, html) = await reader.Opens($"/rules/{key}?profile=current&day=2026-11-23");

        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains(authority, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_in_a_local_rule_from_the_first_look_to_the_book_in_force()
    {
        await using var host = new GuanweiHost();
        var province = await Province(host);
        using var first = await host.SignedIn("supervisor", province);
        using var second = await host.SignedIn("supervisor", province, "李四");
        var form = new Dictionary<string, string>
        {
            ["key"] = "review.working-days.max", ["value"] = "10", ["severity"] = "inform", ["region"] = "420000",
            ["title"] = "湖北省政务新媒体管理办法", ["number"] = "鄂政办发〔2026〕12号", ["issuer"] = "湖北省人民政府办公厅",
            ["clause"] = "第九条", ["from"] = "2026-06-01",
        };
        const string page = "/rules/local/new?key=review.working-days.max";

        var (refused, html) = await first.Submits(page, new(form) { ["number"] = "" }, "/rules/local/check");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("请填写文号", html, StringComparison.Ordinal);
        (_, html) = await first.Submits(page, new(form), "/rules/local/check");
        Assert.Contains("提交核准", html, StringComparison.Ordinal);
        Assert.Contains("10 个工作日", html, StringComparison.Ordinal);

        var (entered, _) = await first.Submits(page, new(form), "/rules/local/new");
        var address = entered.Headers.Location!.ToString();
        Assert.Contains("等待第二人核准", (await first.Opens(address)).Html, StringComparison.Ordinal);
        Assert.Equal(RuleBook.National.Digest, host.Services.GetRequiredService<InForceSource>().Current.Rules.Digest);

        var version = Regex.Match((await second.Opens(address)).Html, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value;
        await second.Submits(address, new() { ["version"] = version }, address + "/approve");
        var book = host.Services.GetRequiredService<InForceSource>().Current.Rules;
        Assert.NotEqual(RuleBook.National.Digest, book.Digest);
        Assert.Contains("鄂政办发〔2026〕12号", (await second.Opens("/rules/review.working-days.max?day=2026-06-01&profile=current")).Html,
            StringComparison.Ordinal);
        Assert.Contains("已核准", (await first.Opens("/rules/local")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_led_to_from_each_reason_for_whom_and_on_the_day_that_is_meant_local_rules_too()
    {
        await using var host = new GuanweiHost();
        await Approved(host, RuleBook.National.Rules.Single(x => x.Id == "WX-NAME-MAX") with
        {
            Id = "DF-2026-000001",
            Authority = Authority.Local,
            Value = new WholeValue(10),
            From = new(2026, 1, 1),
            Scope = new RuleScope { Region = "420000" },
            Source = new RuleSource("湖北省政务新媒体管理办法", "鄂政办发〔2026〕12号", "湖北省人民政府办公厅", "第九条", null, Evidence.Seen),
        });
        using var applicant = await host.SignedIn("applicant", await host.Agency("样例县民政局"));
        var id = await Applications.TheForm.Started(applicant);

        var (_, html) = await applicant.Opens($"/applications/{id}/name?name=样例县民政局便民服务");
        var about = Regex.Match(html, "href=\"(/rules/name.units.max\\?[^\"]+)\"").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);

        Assert.Contains("DF-2026-000001@1", html, StringComparison.Ordinal);
        Assert.Contains("鄂政办发〔2026〕12号", html, StringComparison.Ordinal);
        Assert.Contains("地方规定", html, StringComparison.Ordinal);
        Assert.Contains("level=county&kind=administrative&", about, StringComparison.Ordinal);
        Assert.Contains("WX-NAME-MAX@1", (await applicant.Opens(about)).Html, StringComparison.Ordinal);
        Assert.Matches("href=\"/rules/documents\\.required\\?day=", (await applicant.Opens($"/applications/{id}/documents")).Html);
    }

    [Fact]
    public async Task Are_asked_of_no_region_where_the_field_is_empty_and_of_ones_own_where_nothing_is_said()
    {
        await using var host = new GuanweiHost();
        using var reader = await host.SignedIn("applicant", await host.Agency("样例县民政局"));

        Assert.Contains("value=\"420000\"", (await reader.Opens("/rules/name.units.max")).Html, StringComparison.Ordinal);
        var (_, none) = await reader.Opens("/rules/name.units.max?region=");
        Assert.DoesNotContain("420000", none, StringComparison.Ordinal);
        Assert.Contains("&amp;region=&amp;profile=", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_rule_that_another_node_approved_are_told_within_seconds()
    {
        await using var host = new GuanweiHost();
        await host.Agency("样例县民政局");
        var inForce = host.Services.GetRequiredService<InForceSource>();
        await Stored(host, RuleBook.National.Rules.Single(x => x.Id == "WX-NAME-MAX") with
        {
            Id = "DF-2026-000001",
            Authority = Authority.Local,
            Value = new WholeValue(10),
        });

        for (var until = DateTime.UtcNow.AddSeconds(30); inForce.Current.Local.Approvals == 0 && DateTime.UtcNow < until;)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.NotNull(inForce.Current.Rules.Find(new RuleRef("DF-2026-000001", 1)));
    }

    private static async Task Approved(GuanweiHost host, Rule row)
    {
        await Stored(host, row);
        await LocalBook.PutInForce(
            host.Services.GetRequiredService<Storage.Databases>(), host.Services.GetRequiredService<InForceSource>(), CancellationToken.None);
    }

    private static async Task Stored(GuanweiHost host, Rule row)
    {
        await host.Services.GetRequiredService<Actions.Actions>().Do<bool>(
            Actor.System("test"), House.NewOperation(), "test.row", act =>
            {
                act.Db.Add(new LocalRow
                {
                    Number = 1, Draft = act.NewId<LocalRuleId>(), RuleId = row.Id, RuleVersion = 1, Row = RuleJson.Write(row),
                });
                return Task.FromResult<Outcome<bool>>(true);
            }, CancellationToken.None);
    }

    private static async Task<Agency> Province(GuanweiHost host)
    {
        var province = (await host.Services.GetRequiredService<Actions.Actions>().Do<Agency>(
        Actor.System("test"), House.NewOperation(), "test.agency", async act =>
        {
            var agency = new Agency
            {
                Id = act.NewId<AgencyId>(), Name = "湖北省政务服务局", Level = AgencyLevel.Provincial, Kind = AgencyKind.Administrative,
                RegionCode = "420000",
            };
            act.Db.Add(agency);
            act.Db.Add(new AgencyName { AgencyId = agency.Id, From = act.Today, Name = agency.Name });
            await AgencyTree.Place(act, agency, CancellationToken.None);
            return agency;
        }, CancellationToken.None)).Required;
        // What heads a territory has somebody below it.
        await host.Agency("样例县民政局", province);
        return province;
    }
}

using System.Net;
using System.Text;
using Guanwei.Samples;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Imports;

public sealed class AnImport(ProductionHost production) : IClassFixture<ProductionHost>
{
    private static readonly string[] headings = ["单位全称", "统一社会信用代码", "单位层级", "主体性质", "行政区划代码", "上级主管单位", "垂直管理", "电子邮件域名"];

    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task Of_a_right_list_enters_parents_before_children_and_the_same_file_only_once()
    {
        var city = await _host.Agency("庚市人民政府");
        using var supervisor = await _host.SignedIn("supervisor", city);
        var county = Entry.NewCode();
        // The town stands before its county: order in the file does not matter.
        var file = Csv(
            ["庚市某镇人民政府", Entry.NewCode(), "乡镇（街道）", "行政机关", "420101", county, "否", ""],
            ["庚市某县人民政府", county, "区县级", "行政机关", "420101", "庚市人民政府", "", "gx.example.gov.cn"]);

        var (answer, _) = await Uploads(supervisor, "单位.csv", file);
        var path = answer.Headers.Location!.OriginalString;
        var (_, page) = await supervisor.Opens(path);
        Assert.Contains("全部检查通过，可导入 2 个单位", page, StringComparison.Ordinal);
        Assert.Equal(0, await Entered("庚市某"));

        Assert.Equal(HttpStatusCode.SeeOther, (await supervisor.Presses(path, path + "/start", "choice", "all")).Answer.StatusCode);
        await Done(supervisor, path, "导入完成");

        await using (var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test"))
        {
            var town = await db.Set<Agency>().SingleAsync(x => x.Name == "庚市某镇人民政府");
            Assert.Equal("庚市某县人民政府", (await db.Set<Agency>().SingleAsync(x => x.Id == town.ParentId)).Name);
        }
        var (refused, again) = await Uploads(supervisor, "单位.csv", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("全部导入", again, StringComparison.Ordinal);
        Assert.Equal(2, await Entered("庚市某"));
    }

    [Fact]
    public async Task Of_a_list_with_wrong_lines_says_what_is_wrong_in_each_and_enters_the_right_ones_only_when_asked()
    {
        var city = await _host.Agency("辛市人民政府");
        using var supervisor = await _host.SignedIn("supervisor", city);
        var code = Entry.NewCode();
        var file = new SampleXlsx().Rows("单位", headings,
            ["辛市民政局", code, "区县级", "行政机关", "420101", "辛市人民政府"],
            ["辛市某局", code, "县处级", "机关", "4201", "不存在的单位", "也许"],
            ["辛市某所", Entry.NewCode(), "区县级", "事业单位", "420101", "辛市某局"]).Bytes();

        var (answer, _) = await Uploads(supervisor, "单位.xlsx", file);
        var path = answer.Headers.Location!.OriginalString;
        var (_, page) = await supervisor.Opens(path);

        Assert.Contains("有 2 行需要改正", page, StringComparison.Ordinal);
        Assert.Contains("“县处级”不是平台使用的单位层级", page, StringComparison.Ordinal);
        Assert.Contains("请填写：部委及中央机关、省级、地市级", page, StringComparison.Ordinal);
        Assert.Contains("没有找到上级主管单位“不存在的单位”", page, StringComparison.Ordinal);
        Assert.Contains("上级主管单位（第 3 行）需要先改正", page, StringComparison.Ordinal);
        var (refused, _) = await supervisor.Presses(path, path + "/start", "choice", "all");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(0, await Entered("辛市民政局"));

        await supervisor.Presses(path, path + "/start", "choice", "right-ones");
        await Done(supervisor, path, "导入完成");

        Assert.Equal(1, await Entered("辛市民政局"));
        Assert.Equal(0, await Entered("辛市某"));
        using var other = await _host.SignedIn("supervisor", city, "李四");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Opens(path)).Answer.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "首行缺少以下列名")]
    [InlineData("en", "The first line lacks these headings")]
    public async Task Of_something_that_is_no_list_of_agencies_is_refused_in_words(string language, string words)
    {
        using var supervisor = await _host.SignedIn("supervisor", await _host.Agency($"壬市人民政府{language}"));
        await supervisor.Opens($"/language/{language}");

        var (answer, html) = await Uploads(supervisor, "a.csv", Encoding.UTF8.GetBytes("甲,乙\r\n1,2\r\n"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/agencies/import/template.csv")]
    [InlineData("/agencies/import/template.xlsx")]
    public async Task By_the_template_as_downloaded_lacks_only_its_lines(string template)
    {
        using var supervisor = await _host.SignedIn("supervisor", await _host.Agency($"癸市人民政府{template.Length}"));
        var (answer, _) = await supervisor.Opens(template);
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        var (_, html) = await Uploads(supervisor, "template", bytes);

        Assert.Contains("清单中没有数据行", html, StringComparison.Ordinal);
    }

    private static Task<(HttpResponseMessage Answer, string Html)> Uploads(Browser who, string name, byte[] content) => who.Uploads(
        "/agencies/import", content, name, new() { ["operation"] = House.NewOperation().ToString() }, page: "/agencies/import");

    private async Task<int> Entered(string name)
    {
        await using var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        return await db.Set<Agency>().CountAsync(x => x.Name.StartsWith(name));
    }

    private static async Task Done(Browser browser, string path, string words)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if ((await browser.Opens(path)).Html.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
            await Task.Delay(100);
        }
        Assert.Fail("The import did not end.");
    }

    private static byte[] Csv(params string[][] lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Prepend(headings).Select(line => string.Join(',', line) + "\r\n")));
}

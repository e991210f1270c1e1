using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Applications;

/// <summary>
/// The pages as people use them: by their forms, with mail in the folder and files through the inspection.
/// </summary>
public sealed partial class TheForm : IAsyncDisposable
{
    private readonly GuanweiHost _host = new();

    internal GuanweiHost Host => _host;

    [Fact]
    public async Task Leads_from_nothing_to_a_certified_account()
    {
        var city = await _host.Agency("样例市政务服务局");
        var county = await _host.Agency("样例县民政局", city);
        using var applicant = await _host.SignedIn("applicant", county, "李青");
        using var supervisor = await _host.SignedIn("supervisor", city, "周敏");

        var id = await Started(applicant);
        await FillsIn(applicant, id);
        await Submits(applicant, id);

        Assert.Contains($"/review/{id}", (await supervisor.Opens("/review")).Html, StringComparison.Ordinal);
        var (review, page) = await supervisor.Opens($"/review/{id}");
        Assert.Equal(HttpStatusCode.OK, review.StatusCode);
        Assert.Contains("样例民政", page, StringComparison.Ordinal);
        var (seen, _) = await supervisor.Opens(Regex.Match(page, "src=\"(/applications/[^\"]+)\"").Groups[1].Value);
        Assert.Equal("image/jpeg", seen.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("sandbox", Assert.Single(seen.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        await Done(supervisor, $"/review/{id}", $"/review/{id}/approve", new() { ["words"] = "同意" });

        var path = $"/applications/{id}/certification";
        var (recorded, refused) = await Sends(applicant, path, path, new() { ["day"] = Today }, "evidence", SamplePicture.Jpeg());
        Assert.True(recorded.StatusCode == HttpStatusCode.SeeOther, refused);
        var (_, timeline) = await applicant.Opens($"/applications/{id}");
        Assert.Contains("已认证", timeline, StringComparison.Ordinal);
        Assert.Contains("审核", timeline, StringComparison.Ordinal);
        Assert.Contains("同意", timeline, StringComparison.Ordinal);
        // A reason of the kept decision leads to the rule as it was asked: for whom, on which day, under which profile.
        var asked = Regex.Match(timeline, "href=\"(/rules/review.working-days.max\\?[^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            $"/rules/review.working-days.max?day={Today}&level=county&kind=administrative&type=service&region=420000&profile=guide",
            asked.Replace("&amp;", "&", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_the_second_of_two_reviewers_who_was_first_and_when()
    {
        var city = await _host.Agency("样例市政务服务局");
        using var applicant = await _host.SignedIn("applicant", await _host.Agency("样例县民政局", city), "李青");
        using var first = await _host.SignedIn("supervisor", city, "周敏");
        using var second = await _host.SignedIn("supervisor", city, "郑六");
        var id = await Started(applicant);
        await FillsIn(applicant, id);
        await Submits(applicant, id);
        var open = await Form(second, $"/review/{id}");

        await Done(first, $"/review/{id}", $"/review/{id}/approve", new() { ["words"] = "同意" });
        var (answer, html) = await second.Posts($"/review/{id}/return", new(open) { ["codes"] = "SEAL_UNCLEAR", ["words"] = "公章不清晰" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches(@"您打开页面后，周敏 已于 [^，]*\d{1,2}:\d{2}[^，]* 作了改动，本次操作未执行", html);
        Assert.Contains("已批准", (await applicant.Opens($"/applications/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_back_with_what_was_typed_and_all_the_reasons()
    {
        using var applicant = await Applicant();
        var id = await Started(applicant);

        var path = $"/applications/{id}/staff";
        var (answer, html) = await Sends(applicant, path, path, new()
        {
            ["a.name"] = "王一", ["a.email"] = "not-an-address", ["a.mobile"] = "12345",
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("value=\"not-an-address\"", html, StringComparison.Ordinal);
        Assert.Contains("邮箱格式不正确", html, StringComparison.Ordinal);
        Assert.Contains("应为 11 位数字", html, StringComparison.Ordinal);
        Assert.Contains("未选择A 角的编制身份", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_check_digit_is_wrong_and_what_another_profile_would_say()
    {
        using var applicant = await Applicant();
        var id = await Started(applicant);
        var path = $"/applications/{id}/agency";
        await Done(applicant, path, path, new() { ["credit-code"] = "11441700007280420X" });

        var (_, html) = await applicant.Opens(path);

        Assert.Contains("第 18 位（校验位）不符", html, StringComparison.Ordinal);
        Assert.Contains("GB 32100-2015", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_code_normalised_and_which_character_is_probably_wrong_with_the_region_beside_its_code()
    {
        using var applicant = await Applicant();
        var id = await Started(applicant);
        var path = $"/applications/{id}/agency";
        await Done(applicant, path, path, new() { ["credit-code"] = "１１４４1700 0072 8042 oy" });

        var (_, html) = await applicant.Opens(path);
        await applicant.Opens("/language/en");
        var (_, english) = await applicant.Opens(path);

        Assert.Contains("value=\"1144170000728042OY\"", html, StringComparison.Ordinal);
        Assert.Contains("第 17 位疑为“0”", html, StringComparison.Ordinal);
        Assert.Contains("改为 11441700007280420Y", html, StringComparison.Ordinal);
        Assert.Contains("character 17 is probably “0”", english, StringComparison.Ordinal);
        Assert.Contains("<code>420000</code> <span class=\"region-name\">湖北省</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_a_name_that_is_not_saved_yet()
    {
        using var applicant = await Applicant();
        var id = await Started(applicant);

        Assert.Contains(
            "目前可以使用", (await applicant.Opens($"/applications/{id}/name?name=样例民政")).Html, StringComparison.Ordinal);
        Assert.Contains(
            "只限相应的中央国家机关使用", (await applicant.Opens($"/applications/{id}/name?name=中国民政")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_document_beside_its_field()
    {
        using var applicant = await Applicant();
        var id = await Started(applicant);
        var path = $"/applications/{id}/documents";

        var (answer, html) = await Sends(
            applicant, path, path, new() { ["kind"] = "id-card-front" }, "file", "不是图片"u8.ToArray());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("只接受", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agency")]
    [InlineData("purpose")]
    [InlineData("name")]
    [InlineData("staff")]
    [InlineData("documents")]
    [InlineData("submit")]
    [InlineData("")]
    public async Task Speaks_both_languages_and_has_one_heading(string step)
    {
        using var applicant = await Applicant();
        var path = $"/applications/{await Started(applicant)}/{step}".TrimEnd('/');

        var (answer, chinese) = await applicant.Opens(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(Regex.Matches(chinese, "<h1[ >]"));
        var ids = Regex.Matches(chinese, @"\sid=""([^""]+)""").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        await applicant.Opens("/language/en");
        var (_, english) = await applicant.Opens(path);
        Assert.DoesNotMatch(@">[^<]*(办理进度|申请单位|账号名称)[^<]*</h1>", english);
    }

    [Fact]
    public async Task Of_another_agency_is_not_there()
    {
        using var applicant = await Applicant();
        var id = await Started(applicant);
        using var stranger = await _host.SignedIn("applicant", await _host.Agency("外县民政局"), "吴五");

        foreach (var page in (string[])["", "/agency", "/documents", "/submit", "/certification"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Opens($"/applications/{id}{page}")).Answer.StatusCode);
        }
        using var supervisor = await _host.SignedIn("supervisor", await _host.Agency("外市政务服务局"), "冯七");
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.Opens($"/review/{id}")).Answer.StatusCode);
    }

    private static string Today =>
        Time.Clock.DayOf(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Does_not_ask_for_what_an_e_certificate_replaces_by_todays_rules_but_by_the_guide()
    {
        using var applicant = await Applicant();
        var page = $"/applications/{await Started(applicant)}/documents";
        var inForce = _host.Services.GetRequiredService<InForceSource>();
        inForce.Change(now => now with { Profile = Profile.Current });
        Assert.DoesNotContain("无需另交</span>", (await applicant.Opens(page)).Html, StringComparison.Ordinal);

        var (answer, refused) = await Sends(
            applicant, page, page, new() { ["kind"] = "establishment-e-certificate" }, "file", SamplePicture.Jpeg());
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, refused);

        var today = (await applicant.Opens(page)).Html;
        Assert.Equal(2, Regex.Count(today, "无需另交</span>"));
        Assert.Contains("GOVAPPS-E-CERTIFICATE-REPLACES@1", today, StringComparison.Ordinal);
        // The guide's answer, which asks for it, stands folded beside today's.
        var standing = Regex.Replace(today, "<details.*?</details>", "", RegexOptions.Singleline);
        Assert.DoesNotContain("缺少必备材料：法定代表人身份证", standing, StringComparison.Ordinal);
        inForce.Change(now => now with { Profile = Profile.Guide });
        Assert.DoesNotContain("无需另交</span>", (await applicant.Opens(page)).Html, StringComparison.Ordinal);
    }

    private async Task<Browser> Applicant()
    {
        var county = await _host.Agency("样例县民政局", await _host.Agency("样例市政务服务局"));
        return await _host.SignedIn("applicant", county, "李青");
    }

    internal static async Task<string> Started(Browser applicant)
    {
        var (started, html) = await applicant.Submits("/applications/new", Applying.ForGoodFields);
        Assert.True(started.StatusCode == HttpStatusCode.SeeOther, html);
        return started.Headers.Location!.OriginalString.Split('/')[2];
    }

    internal async Task FillsIn(Browser applicant, string id)
    {
        string Page(string step) => $"/applications/{id}/{step}";
        await Done(applicant, Page("agency"), Page("agency"), new() { ["credit-code"] = Applying.CreditCode });
        await Done(applicant, Page("purpose"), Page("purpose"), new()
        {
            ["account-type"] = "service", ["audience"] = "县内居民", ["columns"] = "政策、办事", ["frequency"] = "每周三次",
            ["answered-by"] = "办公室",
        });
        await Done(applicant, Page("name"), Page("name"), new() { ["name"] = "样例民政" });
        await Done(applicant, Page("staff"), Page("staff"), new()
        {
            ["a.name"] = "王一", ["a.establishment"] = "civil-servant", ["a.email"] = "a@example.gov.cn", ["a.mobile"] = "13800000001",
            ["b.name"] = "赵二", ["b.establishment"] = "civil-servant", ["b.email"] = "b@example.gov.cn",
            ["operator.name"] = "钱三", ["operator.establishment"] = "contract",
        });
        foreach (var role in (string[])["a", "b"])
        {
            await Done(applicant, Page("staff"), Page($"staff/{role}/code"), []);
            await Done(applicant, Page("staff"), Page($"staff/{role}/confirm"), new() { ["code"] = await Mailed($"{role}@example.gov.cn") });
        }
        foreach (var kind in Applying.CountyDocuments)
        {
            var slug = Guanwei.Rules.Slug.Of(kind);
            var (taken, refused) = await Sends(
                applicant, Page("documents"), Page("documents"), new() { ["kind"] = slug }, "file", SamplePicture.Jpeg(text: slug));
            Assert.True(taken.StatusCode == HttpStatusCode.SeeOther, refused);
        }
    }

    /// <summary>The code as it lies in the mail folder, where the job has put it.</summary>
    private async Task<string> Mailed(string address)
    {
        var folder = Path.Combine(_host.Data, "mail", "new");
        for (var patience = 0; patience < 200; patience++)
        {
            foreach (var mail in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            {
                using var message = await MimeKit.MimeMessage.LoadAsync(mail);
                if (message.To.ToString() == address)
                {
                    return Code().Match(message.TextBody ?? "").Value;
                }
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No mail came to {address}.");
    }

    internal static Task Submits(Browser applicant, string id) =>
        Done(applicant, $"/applications/{id}/submit", $"/applications/{id}/submit", []);

    internal static async Task Done(Browser browser, string page, string path, Dictionary<string, string> form)
    {
        var (answer, html) = await Sends(browser, page, path, form);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{path}: {answer.StatusCode} {html}");
    }

    /// <summary>Opens the page for its token, operation and version, then sends its form.</summary>
    internal static async Task<(HttpResponseMessage Answer, string Html)> Sends(
        Browser browser, string page, string path, Dictionary<string, string> form, string? field = null, byte[]? file = null)
    {
        foreach (var (name, value) in await Form(browser, page))
        {
            form[name] = value;
        }
        return file is null ? await browser.Posts(path, form) : await browser.Attaches(path, form, field!, file);
    }

    /// <summary>What the page's forms carry along unseen.</summary>
    private static async Task<Dictionary<string, string>> Form(Browser browser, string page)
    {
        var (_, html) = await browser.Opens(page);
        return new[] { "__RequestVerificationToken", "operation", "version" }.ToDictionary(
            name => name, name => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}

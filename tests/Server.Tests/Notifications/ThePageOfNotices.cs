using System.Net;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;

namespace Guanwei.Server.Tests.Notifications;

public sealed class ThePageOfNotices(HostWithSandbox outside) : IClassFixture<HostWithSandbox>
{
    private readonly GuanweiHost _host = outside.Host;

    [Fact]
    public async Task Takes_a_number_and_shows_no_more_of_it_than_its_owner_needs()
    {
        using var clerk = await _host.SignedIn("applicant", await _host.Agency("甲县政务办"));

        var (refused, words) = await clerk.Submits(
            "/notices", new() { ["mail"] = "All", ["sms"] = "Urgent", ["phone"] = "138-0013" }, "/notices/doors");
        var (taken, _) = await clerk.Submits(
            "/notices", new() { ["mail"] = "Urgent", ["sms"] = "Urgent", ["phone"] = "138 0013 8000" }, "/notices/doors");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("<a href=\"#f-phone\">手机号码未填写或格式有误。</a>", words, StringComparison.Ordinal);
        Assert.Contains("value=\"138-0013\"", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var (_, page) = await clerk.Opens("/notices");
        Assert.Contains("已登记 138****00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", page, StringComparison.Ordinal);
        Assert.Matches("name=\"sms\"\\s+value=\"Urgent\" checked", page);
    }

    [Fact]
    public async Task Leads_an_agency_to_its_group_and_says_whether_the_test_message_arrived()
    {
        using var supervisor = await _host.SignedIn("supervisor", await _host.Agency("乙县政务办"));
        Assert.Contains("href=\"/notices/robots\"", (await supervisor.Opens("/notices")).Html, StringComparison.Ordinal);

        var (refused, words) = await supervisor.Submits(
            "/notices/robots", new() { ["door"] = "DingTalk", ["address"] = "https://evil.example/" });
        var (taken, _) = await supervisor.Submits(
            "/notices/robots", new() { ["door"] = "WeCom", ["address"] = outside.Sandbox.WeComRobot });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("机器人地址不是所选平台的群机器人地址", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var page = await supervisor.WaitsFor("/notices/robots", "已发送");
        Assert.DoesNotContain(outside.Sandbox.Secrets.WeComKey, page, StringComparison.Ordinal);
        Assert.Contains(outside.Sandbox.Calls, x => x.Body.Contains("乙县政务办的通知将发送到本群", StringComparison.Ordinal));

        await supervisor.Presses("/notices/robots", "/notices/robots/remove");
        Assert.Contains("尚未设置工作群", (await supervisor.Opens("/notices/robots")).Html, StringComparison.Ordinal);
        using var editor = await _host.SignedIn("editor", await _host.Agency("丙县政务办"));
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Opens("/notices/robots")).Answer.StatusCode);
    }

    [Fact]
    public async Task Tells_who_was_signed_in_from_a_strange_device_at_once_and_by_mail()
    {
        var person = await _host.Person("张三", await _host.Agency("丁县政务办"), "applicant");
        using Browser own = new(_host), strange = new(_host);
        Dictionary<string, string> form = new() { ["email"] = person.Email, ["password"] = Staff.Password };

        await own.Submits("/sign-in", form, ("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"));
        Assert.DoesNotContain("从未用过的地点", (await own.Opens("/notices")).Html, StringComparison.Ordinal);
        var (answer, _) = await strange.Submits("/sign-in", new(form), ("User-Agent", "Mozilla/5.0 (Linux; Android 16) Firefox/144.0"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await own.WaitsFor("/notices", "邮件：已发送");
        Assert.Contains("您的账户刚在一个从未用过的地点登录", page, StringComparison.Ordinal);
        Assert.Contains("紧急", page, StringComparison.Ordinal);
    }
}

file static class Waiting
{
    /// <summary>The page once the words stand on it, within ten seconds.</summary>
    public static async Task<string> WaitsFor(this Browser browser, string path, string words)
    {
        var html = "";
        for (var tries = 0; tries < 100; tries++)
        {
            (_, html) = await browser.Opens(path);
            if (html.Contains(words, StringComparison.Ordinal))
            {
                return html;
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"{path} never said {words}:\n{html}");
    }
}

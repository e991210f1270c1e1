using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Agencies;

public sealed class TheAgencyPages(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task A_supervisor_enters_a_unit_and_finds_it_in_its_place()
    {
        var city = await _host.Agency("甲市人民政府");
        using var supervisor = await _host.SignedIn("supervisor", city);

        var (answer, _) = await supervisor.Submits("/agencies/new", Form("甲市民政局", "甲市人民政府"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var (_, page) = await supervisor.Opens(answer.Headers.Location!.OriginalString);
        Assert.Contains("<h1>甲市民政局</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/agencies/{city.Id}\">甲市人民政府</a>", page, StringComparison.Ordinal);
        var (_, list) = await supervisor.Opens("/agencies?q=民政局&level=county&sort=-name");
        Assert.Contains("甲市民政局", list, StringComparison.Ordinal);
        Assert.DoesNotContain(">甲市人民政府</a>", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_entry_comes_back_with_its_reasons_beside_the_fields_in_the_readers_language()
    {
        var city = await _host.Agency("乙市人民政府");
        using var supervisor = await _host.SignedIn("supervisor", city);
        var form = Form("", "没有这个单位");
        form["credit-code"] = "123";

        var (answer, chinese) = await supervisor.Submits("/agencies/new", form);
        await supervisor.Opens("/language/en");
        var (_, english) = await supervisor.Submits("/agencies/new", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<a href=\"#f-name\">未填写单位全称。</a>", chinese, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-credit-code\">统一社会信用代码应为 18 位。</a>", chinese, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-parent\">没有找到所填的上级主管单位", chinese, StringComparison.Ordinal);
        Assert.Contains("The supervising unit was not found", english, StringComparison.Ordinal);
        Assert.Contains("value=\"没有这个单位\"", english, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("420881", "<code>420881</code> <span class=\"region-name\">湖北省荆门市钟祥市</span>")]
    [InlineData("420899", "<code>420899</code> <span class=\"region-name\">（区划表未收录）</span>")]
    [InlineData("100000", "<code>100000</code> <span class=\"region-name\">中央机关</span>")]
    public async Task The_region_stands_beside_its_code_and_an_unknown_one_is_entered_all_the_same(string code, string shown)
    {
        var city = await _host.Agency($"丙{code}市人民政府");
        using var supervisor = await _host.SignedIn("supervisor", city);
        var form = Form($"丙{code}市民政局", city.Name);
        form["region-code"] = code;

        var (answer, _) = await supervisor.Submits("/agencies/new", form);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains(shown, (await supervisor.Opens(answer.Headers.Location!.OriginalString)).Html, StringComparison.Ordinal);
        Assert.Contains(shown, (await supervisor.Opens($"/agencies?q=丙{code}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_numbers_on_its_page_lead_to_lists_of_its_own_alone()
    {
        var city = await _host.Agency("丁市人民政府");
        var (north, south) = (await _host.Agency("丁北县", city), await _host.Agency("丁南县", city));
        await _host.Person("丁北人", north, "super-administrator");
        await _host.Person("丁南人", south, "super-administrator");
        foreach (var (agency, clerk) in new[] { (north, "丁北员"), (south, "丁南员") })
        {
            using var applicant = await _host.SignedIn("applicant", agency, clerk);
            Assert.Equal(HttpStatusCode.SeeOther, (await applicant.Submits("/applications/new", Applications.Applying.ForGoodFields)).Answer.StatusCode);
        }
        using var supervisor = await _host.SignedIn("supervisor", city);

        var (_, page) = await supervisor.Opens($"/agencies/{north.Id}");
        foreach (var path in new[] { $"/people?agency={north.Id}", $"/applications?agency={north.Id}" })
        {
            Assert.Contains($"href=\"{path}\"", page, StringComparison.Ordinal);
            var (_, list) = await supervisor.Opens(path);
            Assert.Contains("只显示“丁北县”的记录。", list, StringComparison.Ordinal);
            Assert.DoesNotContain("丁南", list, StringComparison.Ordinal);
        }
        Assert.Contains("丁北人", (await supervisor.Opens($"/people?agency={north.Id}")).Html, StringComparison.Ordinal);
        Assert.Contains("/applications/aq_", (await supervisor.Opens($"/applications?agency={north.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_another_part_of_the_tree_are_not_there()
    {
        var (east, west) = (await _host.Agency("东部市"), await _host.Agency("西部市"));
        using var western = await _host.SignedIn("supervisor", west);

        foreach (var path in new[] { $"/agencies/{east.Id}", $"/agencies/{east.Id}/correct", $"/agencies/{east.Id}/move" })
        {
            var (answer, html) = await western.Opens(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("东部市", html, StringComparison.Ordinal);
        }
        var (list, rows) = await western.Opens("/agencies");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.DoesNotContain("东部市", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_asks_by_the_public_form_and_the_supervisor_takes_the_unit_in()
    {
        var city = await _host.Agency("丙市人民政府");
        using var visitor = new Browser(_host);

        var (answer, _) = await visitor.Submits("/agencies/ask", Asking("丙市教育局", "丙市人民政府", Entry.NewCode()));

        var thanks = answer.Headers.Location!.OriginalString;
        Assert.Matches("^/agencies/asked/DW-[0-9]{4}-[0-9A-Z]{8}$", thanks);
        var number = thanks.Split('/')[^1];
        Assert.Contains(number, (await visitor.Opens(thanks)).Html, StringComparison.Ordinal);

        using var supervisor = await _host.SignedIn("supervisor", city);
        var (_, queue) = await supervisor.Opens("/agencies/requests");
        var path = Regex.Match(queue, $"<a href=\"(/agencies/requests/[^\"]+)\">{number}").Groups[1].Value;
        var (refused, again) = await supervisor.Presses(path, path + "/refuse", "words", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("未填写办理意见", again, StringComparison.Ordinal);
        var (admitted, _) = await supervisor.Presses(path, path + "/admit");
        Assert.Contains("<h1>丙市教育局</h1>", (await supervisor.Opens(admitted.Headers.Location!.OriginalString)).Html, StringComparison.Ordinal);

        using var other = await _host.SignedIn("supervisor", await _host.Agency("丁市人民政府"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Opens(path)).Answer.StatusCode);
    }

    [Fact]
    public async Task Who_is_refused_reads_the_supervisors_words_in_their_mail()
    {
        var city = await _host.Agency("子市人民政府");
        using var visitor = new Browser(_host);
        var (asked, _) = await visitor.Submits("/agencies/ask", Asking("子市教育局", "子市人民政府", Entry.NewCode()));
        var number = asked.Headers.Location!.OriginalString.Split('/')[^1];
        using var supervisor = await _host.SignedIn("supervisor", city);
        var (_, queue) = await supervisor.Opens("/agencies/requests");
        var path = Regex.Match(queue, $"<a href=\"(/agencies/requests/[^\"]+)\">{number}").Groups[1].Value;

        var (answer, _) = await supervisor.Presses(path, path + "/refuse", "words", "请向丑市人民政府申请。");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var letter = await LetterTo("wang@example.gov.cn", number);
        Assert.Contains("请向丑市人民政府申请。", letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_unit_was_taken_in_is_invited_by_mail_and_signs_in_as_its_clerk()
    {
        var city = await _host.Agency("寅市人民政府");
        using var visitor = new Browser(_host);
        var form = Asking("寅市教育局", "寅市人民政府", Entry.NewCode());
        form["contact-email"] = "Chen.Jing@example.gov.cn";
        var (asked, _) = await visitor.Submits("/agencies/ask", form);
        var number = asked.Headers.Location!.OriginalString.Split('/')[^1];
        using var supervisor = await _host.SignedIn("supervisor", city, "李主管");
        var (_, queue) = await supervisor.Opens("/agencies/requests");
        var path = Regex.Match(queue, $"<a href=\"(/agencies/requests/[^\"]+)\">{number}").Groups[1].Value;

        var (admitted, _) = await supervisor.Presses(path, path + "/admit");

        Assert.Equal(HttpStatusCode.SeeOther, admitted.StatusCode);
        var letter = await LetterTo("chen.jing@example.gov.cn", "");
        Assert.Contains("寅市教育局", letter.TextBody, StringComparison.Ordinal);
        var link = Regex.Match(letter.TextBody!, "/invitation/[0-9a-f]{32}").Value;
        var (accepted, page) = await visitor.Submits(link, new()
        {
            ["name"] = "陈静", ["password"] = Staff.Password, ["again"] = Staff.Password,
        });
        Assert.True(accepted.StatusCode is HttpStatusCode.SeeOther, page);
        await visitor.SignsIn("chen.jing@example.gov.cn");
        var (desk, html) = await visitor.Opens("/applications");
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
        Assert.Contains("寅市教育局", html, StringComparison.Ordinal);

        await using var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        var clerk = await db.Set<Person>().SingleAsync(x => x.Email == "chen.jing@example.gov.cn");
        var appointment = await db.Set<Appointment>().SingleAsync(x => x.PersonId == clerk.Id);
        Assert.Equal("applicant", appointment.Role);
        Assert.Equal("李主管", (await db.Set<Person>().SingleAsync(x => x.Id == appointment.AppointedBy)).Name);
    }

    [Fact]
    public async Task A_program_that_fills_the_hidden_field_is_refused_and_a_thank_you_page_without_number_is_none()
    {
        await _host.Agency("戊市人民政府");
        using var visitor = new Browser(_host);
        var form = Asking("戊市教育局", "戊市人民政府", Entry.NewCode());
        form["website"] = "http://spam.example";

        var (answer, html) = await visitor.Submits("/agencies/ask", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("不应填写", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Opens("/agencies/asked/hello")).Answer.StatusCode);
        await using var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        Assert.False(await db.Set<AgencyRequest>().AnyAsync(x => x.Name == "戊市教育局"));
    }

    /// <summary>The letter that arrives in the mail folder within ten seconds.</summary>
    private async Task<MimeKit.MimeMessage> LetterTo(string address, string subject)
    {
        var folder = Path.Combine(_host.Services.GetRequiredService<Server.Hosting.DataFolder>().Mail, "new");
        for (var tries = 0; tries < 100; tries++)
        {
            var letters = (Directory.Exists(folder) ? Directory.GetFiles(folder) : []).Select(file => MimeKit.MimeMessage.Load(file));
            if (letters.SingleOrDefault(mail => mail.To.Mailboxes.Single().Address == address
                && mail.Subject!.Contains(subject, StringComparison.Ordinal)) is { } letter)
            {
                return letter;
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"No mail came to {address}.");
    }

    internal static Dictionary<string, string> Form(string name, string parent) => new()
    {
        ["name"] = name, ["parent"] = parent, ["level"] = "county", ["kind"] = "administrative", ["region-code"] = "420100",
        ["vertical"] = "no",
    };

    internal static Dictionary<string, string> Asking(string name, string parent, string code) => new(Form(name, parent))
    {
        ["credit-code"] = code, ["contact-name"] = "王经办", ["contact-email"] = "wang@example.gov.cn", ["website"] = "",
    };
}

/// <summary>A host of its own: one address may send the public form only so often.</summary>
public sealed class ThePublicForm
{
    [Fact]
    public async Task Sent_too_often_by_one_address_is_not_taken_for_a_while()
    {
        await using var host = new GuanweiHost();
        await host.Agency("己市人民政府");
        using var visitor = new Browser(host);
        var answers = new List<HttpStatusCode>();

        for (var n = 0; n < 25; n++)
            answers.Add((await visitor.Submits("/agencies/ask", TheAgencyPages.Form("", ""))).Answer.StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Opens("/agencies/ask")).Answer.StatusCode);
    }
}

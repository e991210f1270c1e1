using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.People;

/// <summary>From an empty folder to a working office, over the command line and HTTP alone.</summary>
public sealed partial class TheFirstDay : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-first-");

    private string Data => Path.Combine(_home.FullName, "data");

    [Fact]
    public async Task Leads_from_init_by_link_password_and_second_factor_to_an_invited_supervisor()
    {
        var (code, output, error) = await Guanwei("init", "--data", Data, "--name", "示例省政务新媒体平台");
        Assert.True(code == 0, error);
        Assert.Matches("([0-9a-f]{4} ){15}[0-9a-f]{4}", output);
        var link = Link().Match(output).Value;

        await using var host = new GuanweiHost { Data = Data };
        using var officer = new Browser(host);
        Assert.Contains("设立首位系统管理员", (await officer.Opens(link)).Html, StringComparison.Ordinal);
        var (accepted, _) = await officer.Submits(link, new()
        {
            ["name"] = "周敏", ["email"] = "Zhou.Min@Example.gov.cn", ["password"] = Staff.Password, ["again"] = Staff.Password,
        });
        Assert.Equal(HttpStatusCode.SeeOther, accepted.StatusCode);

        await officer.SignsIn("zhou.min@example.gov.cn");
        var (gate, _) = await officer.Opens("/people");
        Assert.StartsWith("/account/second-factor", gate.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await officer.EnrolsSecondFactor();
        Assert.Equal(HttpStatusCode.OK, (await officer.Opens("/people")).Answer.StatusCode);

        var agency = await host.Agency("示例省政务服务局");
        var (invited, html) = await officer.Submits("/people/invite", new()
        {
            ["role"] = "supervisor", ["agency"] = agency.Id.ToString(), ["email"] = "li.qing@example.gov.cn",
        });
        Assert.Equal(HttpStatusCode.OK, invited.StatusCode);
        using var supervisor = new Browser(host);
        var invitation = Link().Match(html).Value;
        await supervisor.Submits(invitation, new()
        {
            ["name"] = "李青", ["password"] = Staff.Password, ["again"] = Staff.Password,
        });
        await supervisor.SignsIn("li.qing@example.gov.cn");
        var (list, people) = await supervisor.Opens("/people");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Contains("主管单位审核员 · 示例省政务服务局", people, StringComparison.Ordinal);
        Assert.DoesNotContain("周敏", people, StringComparison.Ordinal);

        var (again, used) = await new Browser(host).Opens(link);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("guanwei init", used, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/invitation", used, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_make_a_second_installation_and_says_how_to_get_a_new_link()
    {
        var first = Link().Match((await Guanwei("init", "--data", Data, "--name", "一")).Output).Value;
        var (code, _, error) = await Guanwei("init", "--data", Data, "--name", "二");
        Assert.Equal(1, code);
        Assert.Contains("guanwei init --link", error, StringComparison.Ordinal);

        var second = Link().Match((await Guanwei("init", "--data", Data, "--link")).Output).Value;
        Assert.NotEqual(first, second);
        await using var host = new GuanweiHost { Data = Data };
        using var officer = new Browser(host);
        Assert.Contains("INIT_LINK_EXPIRED", (await officer.Opens(first)).Html, StringComparison.Ordinal);
        Assert.Contains("name=\"password\"", (await officer.Opens(second)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_no_link_in_the_database()
    {
        var token = Link().Match((await Guanwei("init", "--data", Data, "--name", "一")).Output).Value.Split('/')[^1];
        await using var host = new GuanweiHost { Data = Data };
        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        var invitation = await db.Set<Invitation>().SingleAsync();
        Assert.Equal(InvitationLink.Digest(token), invitation.PageDigest);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        // What the log loses meanwhile goes into the database, which is read last.
        foreach (var file in new[] { "main.db-wal", "main.db" }.Select(name => Path.Combine(Data, name)).Where(File.Exists))
        {
            Assert.DoesNotContain(token, await Contents(file), StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Nothing where SQLite has just taken the file away.</summary>
    private static async Task<string> Contents(string file)
    {
        try
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            return await reader.ReadToEndAsync();
        }
        catch (FileNotFoundException) when (Path.GetFileName(file) != "main.db")
        {
            return "";
        }
    }

    [Fact]
    public async Task On_postgres_it_is_the_same()
    {
        await using var database = await TestDatabase.On(DatabaseKind.Postgres);
        var (code, output, error) = await Guanwei(
            "init", "--data", Data, "--database", database.Settings.Connection, "--name", "一", "--json");
        Assert.True(code == 0, error);
        Assert.Contains("\"fingerprint\":", output, StringComparison.Ordinal);
        Assert.Equal(
            1, (await Guanwei("init", "--data", Data, "--database", database.Settings.Connection, "--name", "二")).Code);
    }

    [Theory]
    [InlineData("--profile", "loose")]
    [InlineData("--office-end", "halb sechs")]
    public async Task A_wish_it_does_not_understand_is_wrong_usage(string option, string value) =>
        Assert.Equal(2, (await Guanwei("init", "--data", Data, "--name", "一", option, value)).Code);

    private static async Task<(int Code, string Output, string Error)> Guanwei(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandLine.Run(args, output, error, ServeCommand.Word, InitCommand.Word);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => _home.Delete(recursive: true);

    [GeneratedRegex("/invitation/[0-9a-f]{32}")]
    private static partial Regex Link();
}

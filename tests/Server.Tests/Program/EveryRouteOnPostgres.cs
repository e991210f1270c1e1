using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.People;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests;

/// <summary>
/// SQLite answers every query at once, PostgreSQL never does: a page is then rendered a first time before its rows are
/// there, and one that takes them for granted breaks on PostgreSQL alone.
/// </summary>
public sealed class EveryRouteOnPostgres : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-postgres-");

    [Fact]
    public async Task Answers_its_own_people_without_breaking()
    {
        await using var database = await TestDatabase.EmptyPostgres();
        var data = Path.Combine(_home.FullName, "data");
        using StringWriter output = new(), error = new();
        var made = await CommandLine.Run(
            ["init", "--data", data, "--database", database.Settings.Connection, "--name", "示例"], output, error,
            ServeCommand.Word, InitCommand.Word);
        Assert.True(made == 0, error.ToString());
        await using var host = new GuanweiHost
        {
            Data = data,
            Settings = { ["database"] = database.Settings.Connection },
            Replace = services => ((FilePurposes)services.Single(x => x.ServiceType == typeof(FilePurposes)).ImplementationInstance!)
                .With(ReceptionDesk.Document),
        };
        var agency = await host.Agency("甲县民政局");
        var filled = new AnotherAgency(host);
        await filled.Fill(agency);

        var broken = new List<string>();
        foreach (var role in host.Services.GetRequiredService<RoleTable>().All)
        {
            using var browser = await host.SignedIn(role.Code, role.AppointedTo == "agency" ? agency : null);
            broken.AddRange(await Opens(host, browser, role, filled.Ids));
        }

        Assert.Equal("", string.Join('\n', broken));
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static async Task<IReadOnlyList<string>> Opens(
        GuanweiHost host, Browser browser, Role role, IReadOnlyDictionary<string, string> ids)
    {
        var broken = new List<string>();
        var token = await browser.TokenOf("/desk");
        foreach (var route in Route.Of(host).Where(route => !route.IsApi && !route.Pattern.StartsWith("/sign-out", StringComparison.Ordinal)))
        {
            using var asked = new HttpRequestMessage(new(route.Method), route.Path(key => ids.GetValueOrDefault(key, "1")))
            {
                Content = route.IsSafe ? null : route.Form(token),
            };
            var (answer, _) = await browser.Sends(asked);
            if ((int)answer.StatusCode >= 500)
            {
                broken.Add($"{role.Code}: {route} → {answer.StatusCode}");
            }
        }
        return broken;
    }
}

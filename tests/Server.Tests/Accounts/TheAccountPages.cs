using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Accounts;

public sealed class TheAccountPages(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task The_list_filters_and_sorts_by_its_address_and_shows_no_other_agencys_accounts()
    {
        var (east, west) = (await _host.Agency("东城区"), await _host.Agency("西城区"));
        var mine = await Opened(east, "东城发布", AccountType.Service);
        await Opened(east, "东城税务", AccountType.Subscription);
        var theirs = await Opened(west, "西城发布", AccountType.Service);
        using var supervisor = await _host.SignedIn("supervisor", east);

        var (_, all) = await supervisor.Opens("/accounts?sort=-name");
        Assert.True(all.IndexOf("东城税务", StringComparison.Ordinal) < all.IndexOf("东城发布", StringComparison.Ordinal));
        Assert.DoesNotContain("西城", all, StringComparison.Ordinal);
        var (_, some) = await supervisor.Opens("/accounts?type=service&q=东城");
        Assert.DoesNotContain("东城税务", some, StringComparison.Ordinal);

        var (_, page) = await supervisor.Opens($"/accounts/{mine}");
        Assert.Contains("<h1>东城发布</h1>", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "账号列入名录"));
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.Opens($"/accounts/{theirs}")).Answer.StatusCode);
        await supervisor.Opens("/language/en");
        Assert.Contains("Certificate ends", (await supervisor.Opens("/accounts")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_holds_what_the_list_shows_and_no_formula()
    {
        var agency = await _host.Agency("南城区");
        await Opened(agency, "=cmd|' /C calc'!A0", AccountType.Service);
        await Opened(agency, "南城,“发布”", AccountType.Subscription);
        using var supervisor = await _host.SignedIn("supervisor", agency);

        var (answer, csv) = await supervisor.Opens("/accounts.csv?type=service");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\r\n'=cmd|' /C calc'!A0,南城区,420000,服务号,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("发布", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_reads_its_own_agencys_accounts_by_the_api()
    {
        var (north, south) = (await _host.Agency("北城区"), await _host.Agency("中城区"));
        var mine = await Opened(north, "北城发布", AccountType.Service);
        var theirs = await Opened(south, "中城发布", AccountType.Service);
        using var supervisor = await _host.SignedIn("supervisor", north);
        var (_, created) = await supervisor.Submits("/clients", NewKey("北城区"));
        var key = Regex.Match(created, "<code>(gw_[0-9a-z]{52})</code>").Groups[1].Value;
        Assert.NotEqual("", key);
        Assert.DoesNotContain(key, (await supervisor.Opens("/clients")).Html, StringComparison.Ordinal);

        using var listed = await Calls("/api/v1/accounts", key);
        using var json = JsonDocument.Parse(await listed.Content.ReadAsStringAsync());
        var item = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("北城发布", "service", mine.ToString()),
            (item.GetProperty("name").GetString(), item.GetProperty("type").GetString(), item.GetProperty("id").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("total").GetInt32());
        using var one = await Calls($"/api/v1/accounts/{mine}", key);
        Assert.Equal(HttpStatusCode.OK, one.StatusCode);

        foreach (var (path, with, status) in new[]
        {
            ($"/api/v1/accounts/{theirs}", key, HttpStatusCode.NotFound),
            ("/api/v1/accounts/nonsense", key, HttpStatusCode.NotFound),
            ("/api/v1/accounts?size=100000", key, HttpStatusCode.BadRequest),
            ("/api/v1/accounts", "gw_" + new string('0', 52), HttpStatusCode.Unauthorized),
            ("/api/v1/accounts", null, HttpStatusCode.Unauthorized),
        })
        {
            using var refused = await Calls(path, with);
            Assert.Equal(status, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }

        var (_, list) = await supervisor.Opens("/clients");
        var revoke = Regex.Match(list, "action=\"(/clients/[^\"]+/revoke)\"").Groups[1].Value;
        await supervisor.Presses("/clients", revoke);
        using var late = await Calls("/api/v1/accounts", key);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task The_api_stands_in_its_document_with_the_way_to_sign_in()
    {
        using var stranger = new Browser(_host);
        var (_, document) = await stranger.Opens("/openapi/v1.json");
        using var json = JsonDocument.Parse(document);
        var paths = json.RootElement.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/api/v1/accounts", out _));
        Assert.True(paths.TryGetProperty("/api/v1/accounts/{id}", out _));
        Assert.Equal("bearer", json.RootElement.GetProperty("components").GetProperty("securitySchemes")
            .GetProperty("key").GetProperty("scheme").GetString());
    }

    private async Task<HttpResponseMessage> Calls(string path, string? key)
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await client.SendAsync(request);
    }

    private async Task<AccountId> Opened(Agency agency, string name, AccountType type)
    {
        var certified = AnAccount.Certified(agency, name, type, new DateOnly(2026, 10, 1));
        // A job that was interrupted is done again: the history must not tell of it twice.
        await Open(certified);
        return await Open(certified);
    }

    private async Task<AccountId> Open(Certified certified) => (await _host.Services.GetRequiredService<Actions.Actions>().Do(
        Actor.System("account.open"), House.NewOperation(), OpenAccount.Verb,
        act => OpenAccount.Run(act, certified, CancellationToken.None), CancellationToken.None)).Required;

    private static Dictionary<string, string> NewKey(string agency) => new()
    {
        ["name"] = "门户网站", ["agency"] = agency, ["rights"] = "accounts.read", ["reach"] = "own",
        ["expires"] = TimeProvider.System.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}

public sealed class AnExpiredKey
{
    [Fact]
    public async Task Is_nobodys()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        await using var host = new GuanweiHost { Time = time };
        using var supervisor = await host.SignedIn("supervisor", await host.Agency("北城区"));
        var (_, created) = await supervisor.Submits("/clients", new()
        {
            ["name"] = "门户网站", ["agency"] = "北城区", ["rights"] = "accounts.read", ["reach"] = "own", ["expires"] = "2026-11-23",
        });
        var key = Regex.Match(created, "<code>(gw_[0-9a-z]{52})</code>").Groups[1].Value;
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/accounts")).StatusCode);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/accounts")).StatusCode);
    }
}

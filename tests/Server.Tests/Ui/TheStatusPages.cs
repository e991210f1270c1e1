using System.Net;
using Guanwei.Server.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Ui;

public sealed class TheStatusPages(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task An_unknown_path_is_a_page_in_words()
    {
        using var reader = new Browser(_host);
        var (answer, html) = await reader.Opens("/nowhere/at/all");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>页面不存在</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English_too()
    {
        using var reader = new Browser(_host);
        await reader.Opens("/language/en");
        var (_, html) = await reader.Opens("/nowhere");
        Assert.Contains("<h1>There is no such page</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_styleguide_is_not_there_in_production()
    {
        using var reader = new Browser(_host);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Opens("/styleguide")).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Opens("/styleguide/crash")).Answer.StatusCode);
    }

    [Fact]
    public async Task A_program_gets_problem_details_instead()
    {
        using var client = _host.CreateClient();
        var answer = await client.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_crash_is_a_page_in_words_without_its_details()
    {
        var rendered = 0;
        await using var broken = new GuanweiHost
        {
            Replace = services => services.AddScoped(_ => rendered++ == 0
                ? throw new InvalidOperationException("a secret of the house")
                : new ShellState()),
        };
        using var reader = new Browser(broken);
        var (answer, html) = await reader.Opens("/");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("<h1>系统出现故障</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", html, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_page_is_compressed_for_who_can_read_it()
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Encoding", "br");
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
    }
}

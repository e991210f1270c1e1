using Guanwei.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guanwei.Server.Tests.Hosting;

public sealed class TheApiReference
{
    public sealed record Proposal(string Name, int? Year);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_and_the_page_tell_programs_what_stands_under_api_and_nothing_else()
    {
        await using var app = SmallApp();
        await app.StartAsync(Ct);
        var client = app.GetTestClient();
        var document = await client.GetStringAsync("/openapi/v1.json", Ct);
        var reference = ApiReference.Of(await app.Services
            .GetRequiredKeyedService<Microsoft.AspNetCore.OpenApi.IOpenApiDocumentProvider>(OpenApi.Document)
            .GetOpenApiDocumentAsync(Ct));

        Assert.Contains("/api/accounts/{id}", document, StringComparison.Ordinal);
        Assert.DoesNotContain("/pages/secret", document, StringComparison.Ordinal);
        Assert.Equal(["/api/accounts/{id}", "/api/proposals"],
            reference.Operations.Select(operation => operation.Path));
        var (account, proposal) = (reference.Operations[0], reference.Operations[1]);
        Assert.Equal(("id", "path", true), (account.Takes[0].Name, account.Takes[0].Where, account.Takes[0].Required));
        Assert.Equal(["name", "year"], proposal.Body.Select(field => field.Name));
        Assert.Contains(account.Answers, answer => answer.Status == "200");
    }

    [Theory]
    [InlineData("zh-CN", "接口文档")]
    [InlineData("en", "API reference")]
    public async Task The_page_needs_no_script_and_no_foreign_host(string language, string title)
    {
        await using var host = new GuanweiHost();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/api");
        request.Headers.Add("Cookie", $"language=c={language}|uic={language}");
        using var response = await host.CreateClient().SendAsync(request, Ct);
        var page = await response.Content.ReadAsStringAsync(Ct);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"https?://", page);
        Assert.DoesNotContain(
            "unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_api_path_is_answered_with_problem_details()
    {
        await using var host = new GuanweiHost();
        using var response = await host.CreateClient().GetAsync("/api/nowhere", Ct);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static WebApplication SmallApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.AddOpenApiDocument();
        var app = builder.Build();
        app.MapGet("/api/accounts/{id}", (int id) => TypedResults.Ok(id));
        app.MapPost("/api/proposals", (Proposal proposal) => TypedResults.Ok(proposal.Name));
        app.MapGet("/pages/secret", () => "page");
        app.MapOpenApiDocument();
        return app;
    }
}

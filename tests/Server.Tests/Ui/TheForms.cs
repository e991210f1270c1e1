using System.Net;
using System.Text.RegularExpressions;

namespace Guanwei.Server.Tests.Ui;

public sealed class TheForms(DevelopmentHost development) : IClassFixture<DevelopmentHost>
{
    private readonly GuanweiHost _host = development.Host;

    [Fact]
    public async Task A_refused_form_comes_back_whole_with_every_reason_beside_its_field_and_at_the_top()
    {
        using var clerk = new Browser(_host);
        var (answer, html) = await clerk.Submits("/styleguide", new() { ["name"] = "" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("有 2 处需要改正", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-name\">请填写账号名称。</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-code\">统一社会信用代码的校验位不符。</a>", html, StringComparison.Ordinal);
        var field = Regex.Match(html, "<input id=\"f-name\"[^>]*>").Value;
        Assert.Contains("aria-invalid=\"true\"", field, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"f-name-error f-name-hint\"", field, StringComparison.Ordinal);
        Assert.Contains("id=\"f-name-error\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_keeps_the_fingerprints_of_its_assets()
    {
        using var clerk = new Browser(_host);
        var (_, html) = await clerk.Submits("/styleguide", new() { ["name"] = "" });
        Assert.Matches("/assets/guanwei\\.[a-z0-9]{10}\\.css", html);
    }

    [Fact]
    public async Task A_refused_upload_shows_the_page_it_was_sent_from_and_not_the_address_it_went_to()
    {
        using var clerk = new Browser(_host);
        var (_, html) = await clerk.Opens("/styleguide");
        var token = Regex.Match(html, "__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var (answer, refused) = await clerk.Posts("/styleguide/file", [],
            ("X-CSRF-TOKEN", token), ("Referer", "http://localhost/styleguide?sort=name"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("没有收到文件。", refused, StringComparison.Ordinal);
        Assert.Contains("/language/en?back=%2Fstyleguide%3Fsort%3Dname", refused, StringComparison.Ordinal);
        Assert.Contains("hx-get=\"/styleguide\"", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_done_leads_on_by_303()
    {
        using var clerk = new Browser(_host);
        var (answer, _) = await clerk.Submits("/styleguide", new() { ["name"] = "示例市人社服务" });
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/styleguide", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task To_htmx_it_leads_on_by_its_own_header()
    {
        using var clerk = new Browser(_host);
        var (answer, _) = await clerk.Submits(
            "/styleguide", new() { ["name"] = "示例市人社服务" }, ("HX-Request", "true"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("/styleguide", Assert.Single(answer.Headers.GetValues("HX-Location")));
    }

    [Theory]
    [InlineData("/styleguide")]
    [InlineData("/styleguide/file")]
    [InlineData("/")]
    [InlineData("/nowhere")]
    public async Task Without_its_token_nothing_is_taken_and_the_page_says_why(string path)
    {
        using var stranger = new Browser(_host);
        var (answer, html) = await stranger.Posts(path, new() { ["name"] = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("表单已过期", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_sent_from_another_site_is_not_taken_even_with_its_token(string site)
    {
        using var clerk = new Browser(_host);
        var (answer, _) = await clerk.Submits(
            "/styleguide", new() { ["name"] = "x" }, ("Sec-Fetch-Site", site));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_token_is_also_taken_in_the_header()
    {
        using var clerk = new Browser(_host);
        var (_, html) = await clerk.Opens("/styleguide");
        var token = Regex.Match(html, "__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var (answer, _) = await clerk.Posts("/styleguide", new() { ["name"] = "x" }, ("X-CSRF-TOKEN", token));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task Each_form_has_an_operation_of_its_own_each_time_it_is_shown()
    {
        using var clerk = new Browser(_host);
        var operations = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            var (_, html) = await clerk.Opens("/styleguide");
            operations.AddRange(Regex.Matches(html, "name=\"operation\" value=\"(op_[0-9a-z]{26})\"")
                .Select(match => match.Groups[1].Value));
        }
        Assert.True(operations.Count >= 4);
        Assert.Equal(operations.Distinct(), operations);
    }
}

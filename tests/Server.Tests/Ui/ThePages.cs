using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Guanwei.Server.Tests.Ui;

public sealed partial class ThePages(DevelopmentHost development) : IClassFixture<DevelopmentHost>
{
    private readonly GuanweiHost _host = development.Host;

    public static TheoryData<string> Pages => ["/", "/styleguide", "/styleguide?actor=1", "/nowhere"];

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_carries_the_security_headers(string path)
    {
        using var reader = new Browser(_host);
        var (answer, _) = await reader.Opens(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_page_breaks_its_own_content_policy(string path)
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens(path);
        Assert.DoesNotMatch(@"<style|\sstyle=|\son[a-z]+=""|javascript:", html);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=""/assets/)", html);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_asset_is_linked_from_the_root_and_by_its_fingerprint(string path)
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens(path);
        Assert.NotEmpty(AssetLinks(html));
        Assert.All(AssetLinks(html), link => Assert.Matches(@"^/assets/\w+\.[a-z0-9]{10}\.(css|js|svg)$", link));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_speaks_both_languages_and_Chinese_first(string path)
    {
        using var reader = new Browser(_host);
        var (_, chinese) = await reader.Opens(path);
        Assert.Contains("<html lang=\"zh-CN\"", chinese, StringComparison.Ordinal);
        Assert.Contains("跳到正文", chinese, StringComparison.Ordinal);

        var (switched, _) = await reader.Opens("/language/en?back=" + Uri.EscapeDataString(path));
        Assert.Equal(HttpStatusCode.Found, switched.StatusCode);
        Assert.Equal(path, switched.Headers.Location?.OriginalString);
        var (_, english) = await reader.Opens(path);
        Assert.Contains("<html lang=\"en\"", english, StringComparison.Ordinal);
        Assert.Contains("Skip to content", english, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Han_is_written_as_Han(string path)
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens(path);
        Assert.DoesNotContain("&#x4", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("&#x5", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_has_one_heading_a_title_and_a_main_part(string path)
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens(path);
        Assert.Single(Regex.Matches(html, "<h1[ >]"));
        Assert.Single(Regex.Matches(html, "<title>[^<]*官微[^<]*</title>"));
        Assert.Single(Regex.Matches(html, "<main "));
    }

    [Fact]
    public async Task No_id_is_used_twice_on_a_page()
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens("/styleguide?actor=1");
        var ids = Regex.Matches(html, @"\sid=""([^""]+)""").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task A_reader_in_English_is_not_asked_by_the_browsers_own_wish()
    {
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var html = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"zh-CN\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task The_language_switch_leads_nowhere_else(string back)
    {
        using var reader = new Browser(_host);
        var (answer, _) = await reader.Opens("/language/en?back=" + Uri.EscapeDataString(back));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Dark_and_light_are_kept_and_let_go_again()
    {
        using var reader = new Browser(_host);
        await reader.Opens("/theme/dark");
        Assert.Contains("data-bs-theme=\"dark\"", (await reader.Opens("/")).Html, StringComparison.Ordinal);
        await reader.Opens("/theme/system");
        Assert.DoesNotContain("data-bs-theme", (await reader.Opens("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_icon_on_the_styleguide_is_in_the_sprite()
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens("/styleguide?actor=1");
        var uses = Regex.Matches(html, "<use href=\"([^#]+)#([^\"]+)\"");
        Assert.NotEmpty(uses);
        var (_, sprite) = await reader.Opens(uses[0].Groups[1].Value);
        Assert.All(uses, use =>
            Assert.Contains($"<symbol id=\"{use.Groups[2].Value}\"", sprite, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_visit_stays_within_100_KB_and_12_requests()
    {
        using var reader = new Browser(_host);
        var (_, html) = await reader.Opens("/styleguide?actor=1");
        var sprite = Regex.Match(html, "<use href=\"([^#]+)#").Groups[1].Value;
        IReadOnlyList<string> assets = [.. AssetLinks(html).Append(sprite).Distinct()];
        var size = Compressed(html);
        foreach (var asset in assets)
            size += Compressed((await reader.Opens(asset)).Html);
        Assert.InRange(assets.Count + 1, 5, 12);
        Assert.InRange(size, 50 * 1024, 100 * 1024);
    }

    private static int Compressed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        Assert.True(BrotliEncoder.TryCompress(bytes, buffer, out var written, quality: 11, window: 22));
        return written;
    }

    private static IReadOnlyList<string> AssetLinks(string html) =>
    [
        .. Link().Matches(html).Select(match => match.Groups[1].Value)
            .Where(link => link.Contains("assets/", StringComparison.Ordinal)),
    ];

    [GeneratedRegex("(?:href|src)=\"([^\"#]+)")]
    private static partial Regex Link();
}

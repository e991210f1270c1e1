using System.Globalization;
using System.Text.Json;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;

namespace Guanwei.Server.Tests.RuleBooks;

/// <summary>`guanwei name check`, without an installation.</summary>
public sealed class TheNameWord : IDisposable
{
    private const string Beijing =
        """{"name":"北京市民政局","level":"provincial","kind":"administrative","regionCode":"110000"}""";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-names-");

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [InlineData("北京民政", 0, "accept")]
    [InlineData("中国民政", 1, "refuse")]
    [InlineData("上海民政", 1, "refuse")]
    public async Task Answers_one_name_in_one_line_and_ends_with_1_if_it_is_refused(string name, int code, string verdict)
    {
        var said = await Says("name", "check", name, "--agency", Kept("agency.json", Beijing), "--profile", "current", "--json");

        Assert.Equal((code, ""), (said.Code, said.Error));
        var line = Assert.Single(Lines(said.Output));
        Assert.Equal(["name", "verdict", "reasons", "suggestions"], line.EnumerateObject().Select(member => member.Name));
        Assert.Equal((name, verdict), (line.GetProperty("name").GetString(), line.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Says_every_reason_with_code_severity_sentence_rule_and_source_and_proposes_names_that_it_accepts()
    {
        var agency = Kept("agency.json", Beijing);
        var line = Lines((await Says("name", "check", "中国第一民政", "--agency", agency, "--json")).Output)[0];

        var reasons = line.GetProperty("reasons").EnumerateArray().ToList();
        Assert.Contains(reasons, reason => reason.GetProperty("code").GetString() == "PROTECTED_WORD");
        Assert.Contains(reasons, reason => reason.GetProperty("code").GetString() == "ABSOLUTE_TERM");
        Assert.All(reasons, reason =>
        {
            Assert.Equal(["code", "severity", "sentence", "rule", "source"], reason.EnumerateObject().Select(member => member.Name));
            Assert.All(reason.EnumerateObject(), member => Assert.NotEqual("", member.Value.GetString()));
        });
        var proposed = line.GetProperty("suggestions").EnumerateArray().Select(suggestion => suggestion.GetString()!).ToList();
        Assert.NotEmpty(proposed);
        foreach (var suggestion in proposed)
        {
            Assert.Equal(0, (await Says("name", "check", suggestion, "--agency", agency, "--json")).Code);
        }
    }

    [Fact]
    public async Task Answers_a_file_line_by_line_in_its_order()
    {
        var batch = Kept("batch.jsonl", $$"""
            {"name":"北京民政","agency":{{Beijing}}}

            {"name":"中国民政","agency":{{Beijing}}}
            {"name":"红安民政","agency":{"name":"红安县民政局","level":"county","kind":"administrative","regionCode":"421122"} }
            """);

        var said = await Says("name", "check", "--batch", batch, "--profile", "guide", "--json");

        Assert.Equal(1, said.Code);
        Assert.Equal(
            [("北京民政", "accept"), ("中国民政", "refuse"), ("红安民政", "accept")],
            Lines(said.Output).Select(line => (line.GetProperty("name").GetString(), line.GetProperty("verdict").GetString())));
    }

    [Fact]
    public async Task Ends_with_0_when_a_file_holds_nothing_that_is_refused() => Assert.Equal(0, (await Says(
        "name", "check", "--batch", Kept("batch.jsonl", $$"""{"name":"北京民政","agency":{{Beijing}}}"""), "--json")).Code);

    [Fact]
    public async Task Knows_the_names_that_are_registered_already()
    {
        var registered = Kept("registered.jsonl", """{"name":"北京民政","holder":"北京市样例中心"}""");

        var said = await Says(
            "name", "check", "北京民政", "--agency", Kept("agency.json", Beijing), "--registered", registered, "--json");

        Assert.Equal(1, said.Code);
        Assert.Contains("北京市样例中心", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_the_profile_that_it_is_given()
    {
        var agency = Kept("agency.json", Beijing);

        var guide = await Says("name", "check", "民政发布", "--agency", agency, "--profile", "guide", "--json");
        var current = await Says("name", "check", "民政发布", "--agency", agency, "--profile", "current", "--json");

        Assert.Equal((1, 0), (guide.Code, current.Code));
        Assert.Equal(("refuse", "warn"), (
            Lines(guide.Output)[0].GetProperty("verdict").GetString(), Lines(current.Output)[0].GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Tells_people_in_sentences_without_the_json()
    {
        var said = await Says("name", "check", "中国民政", "--agency", Kept("agency.json", Beijing));

        Assert.Contains("PROTECTED_WORD", said.Output, StringComparison.Ordinal);
        Assert.Contains("北京民政", said.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "第 2 个字节")]
    [InlineData("""["北京民政"]""", "")]
    [InlineData("""{"agency":{"name":"北京市民政局","level":"provincial","kind":"administrative"}}""", "name")]
    [InlineData("""{"name":"北京民政"}""", "agency")]
    [InlineData("""{"name":"北京民政","agency":{"name":"北京市民政局","level":"moon","kind":"administrative"}}""", "level")]
    [InlineData("""{"name":"北京民政","agency":{"name":"北京市民政局","level":"provincial"}}""", "kind")]
    [InlineData("""{"name":"北京民政","agency":{"name":7,"level":"provincial","kind":"administrative"}}""", "name")]
    [InlineData("""{"name":"北京民政","agency":{"name":"北京市民政局","level":"provincial","kind":"administrative","regionCode":110000}}""", "regionCode")]
    [InlineData("""{"name":"北京民政","name":"上海民政","agency":{}}""", "写了两次")]
    [InlineData("""{"name":"北京\ud800民政","agency":{"name":"北京市民政局","level":"provincial","kind":"administrative"}}""", "name 含有残缺的字符")]
    [InlineData("""{"name":"北京民政","agency":{"name":"\udc00","level":"provincial","kind":"administrative"}}""", "残缺的字符")]
    [InlineData("""{"name":"北京民政","agency":{"name":" ","level":"provincial","kind":"administrative"}}""", "name 是空的")]
    [InlineData("""{"name":"北京民政","agency":{"name":"北京市民政局","level":"provincial","kind":"administrative","regionCode":"1100"}}""", "1100")]
    public async Task Names_line_and_member_of_what_is_wrong_in_a_file_and_answers_nothing(string line, string named)
    {
        var batch = Kept("batch.jsonl", $$"""{"name":"北京民政","agency":{{Beijing}}}""" + "\n" + line);

        var said = await Says("name", "check", "--batch", batch, "--json");

        Assert.Equal(2, said.Code);
        Assert.DoesNotContain("verdict", said.Output, StringComparison.Ordinal);
        Assert.Contains("batch.jsonl 第 2 行", said.Output + said.Error, StringComparison.Ordinal);
        Assert.Contains(named, said.Output + said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_a_file_in_another_encoding_an_empty_one_and_a_directory_apart_from_a_refusal()
    {
        var gb = Kept("gb.jsonl", "");
        await File.WriteAllBytesAsync(gb, [0x7B, 0xB1, 0xB1, 0xBE, 0xA9, 0x7D]);
        var nothing = Kept("nothing.jsonl", "\n");

        Assert.Equal((2, true), await Refuses(gb, "UTF-8"));
        Assert.Equal((2, true), await Refuses(nothing, "没有一行"));
        Assert.Equal((2, true), await Refuses(_home.FullName, "是文件夹"));
        Assert.Equal((2, true), await Refuses(Path.Combine(_home.FullName, "absent.jsonl"), "找不到文件"));
        Assert.Equal((2, true), await Refuses(nothing, "--profile", "--profile", "--json"));
    }

    private static async Task<(int Code, bool IsNamed)> Refuses(string batch, string named, params string[] more)
    {
        var said = await Says(["name", "check", "--batch", batch, .. more]);
        return (said.Code, (said.Output + said.Error).Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name", "check")]
    [InlineData("name", "check", "北京民政")]
    [InlineData("name", "check", "--batch", "/nowhere/at/all.jsonl")]
    [InlineData("name", "check", "北京民政", "--agency", "/nowhere/at/all.json")]
    [InlineData("name", "check", "北京民政", "--batch", "/nowhere/at/all.jsonl")]
    [InlineData("name", "check", "北京民政", "--agency", "/nowhere/at/all.json", "--profile", "mine")]
    [InlineData("name", "check", "北京民政", "--agency", "/nowhere/at/all.json", "--day", "yesterday")]
    public async Task Says_what_is_missing_and_ends_with_2(params string[] words)
    {
        var said = await Says(words);

        Assert.Equal(2, said.Code);
        Assert.NotEqual("", said.Error.Trim());
    }

    private string Kept(string file, string text)
    {
        var path = Path.Combine(_home.FullName, file);
        File.WriteAllText(path, text);
        return path;
    }

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static async Task<(int Code, string Output, string Error)> Says(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CommandLine.Run(words, output, error, ServeCommand.Word, NameWord.Word);
        return (code, output.ToString(), error.ToString());
    }
}

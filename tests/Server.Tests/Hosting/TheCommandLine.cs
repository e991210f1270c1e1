using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;

namespace Guanwei.Server.Tests.Hosting;

public sealed class TheCommandLine
{
    [Theory]
    [InlineData("nmae", "check")]
    [InlineData("serve", "foo")]
    [InlineData("serve", "--port")]
    [InlineData("--lang", "fr")]
    [InlineData("--data")]
    [InlineData("--=x")]
    public async Task What_is_not_understood_is_wrong_usage_and_starts_no_server(params string[] args)
    {
        var (code, output, error) = await Run(args);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("guanwei --help", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_word_is_named_in_both_languages()
    {
        Assert.Contains("无法识别：nmae", (await Run("nmae")).Error, StringComparison.Ordinal);
        Assert.Contains("Not understood: nmae", (await Run("nmae", "--lang", "en")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_readable_and_carries_the_code()
    {
        var (code, output, _) = await Run("nmae", "--json");

        Assert.Equal(2, code);
        Assert.Contains("\"code\":2", output, StringComparison.Ordinal);
        Assert.Contains("无法识别：nmae", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_speaks_one_language_throughout()
    {
        var chinese = (await Run("--help")).Output;
        var english = (await Run("--help", "--lang", "en")).Output;

        Assert.DoesNotMatch("Usage|Options|Show|Description", chinese);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
        Assert.Contains("serve", chinese, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandLine.Run(args, output, error, ServeCommand.Word);
        return (code, output.ToString(), error.ToString());
    }
}

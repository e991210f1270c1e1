using System.Globalization;
using System.Text.RegularExpressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Ui;

namespace Guanwei.Server.Tests;

/// <summary>Every code with which the server refuses has its sentence and its remedy, in both languages.</summary>
public sealed partial class TheRefusals
{
    private static readonly CultureInfo chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo english = CultureInfo.GetCultureInfo("en");

    public static TheoryData<string> Codes => [.. Directory
        .EnumerateFiles(System.IO.Path.Combine(TheHouse.Root, "src", "Server"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !OutOfTree().IsMatch(file))
        .SelectMany(file => CodesIn(File.ReadAllText(file))).Distinct().Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Codes))]
    public void Are_said_in_words_with_what_to_do(string code)
    {
        var reason = Refusals.Because(code);
        var (there, here) = (Wording.Say(reason, english), Wording.Say(reason, chinese));

        Assert.NotEqual(code, here.Sentence);
        Assert.NotEqual(here.Sentence, there.Sentence);
        Assert.False(string.IsNullOrWhiteSpace(here.Remedy), $"{code} does not say what to do.");
        Assert.False(string.IsNullOrWhiteSpace(there.Remedy), $"{code} does not say what to do, in English.");
    }

    [Fact]
    public void Are_found_in_the_sources()
    {
        var codes = Codes.Select(row => row.Data).ToList();
        Assert.True(codes.Count > 50);
        Assert.Contains("NO_RIGHT", codes);
        Assert.Contains("ACCOUNT_NAME_TAKEN", codes);
    }

    // A code where a refusal is made: Because("X" …), Of("X" …), a constant, or one of two.
    private static IEnumerable<string> CodesIn(string source) =>
        Statement().Matches(source).SelectMany(statement => Code().Matches(statement.Value)).Select(match => match.Groups[1].Value);

    [GeneratedRegex("""(?:\b(?:Because|Of|Wrong|Missing)\(\s*|const string \w+ = )[^;]*?"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"[^;]*;""")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\x22((?!GUANWEI_|SQLITE_|OTEL_)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\x22")]
    private static partial Regex Code();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules|Migrations)[/\\]")]
    private static partial Regex OutOfTree();
}

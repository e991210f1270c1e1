using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Guanwei.Server.Accounts;
using Guanwei.Server.Applications;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>
/// Read from the sources: what is told anywhere is said in words, and no words lie there that nobody tells.
/// </summary>
public sealed partial class TheSentencesOfNotices
{
    private static readonly ResourceManager words = new(typeof(Server.Notifications.Texts));

    private static IReadOnlyList<string> Sources { get; } = [.. Directory
        .EnumerateFiles(Path.Combine(TheHouse.Root, "src", "Server"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !OutOfTree().IsMatch(file)).Select(File.ReadAllText)];

    /// <summary>The codes in every Tell…(…), also those that a constant of the same file names.</summary>
    private static IReadOnlyList<string> Told { get; } = [.. Sources
        .SelectMany(source => Telling().Matches(source).SelectMany(statement => CodesIn(source, statement.Value)))
        .Concat(Deadlines()).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Codes => [.. Told];

    [Theory, MemberData(nameof(Codes))]
    public void Are_there_in_both_languages_with_the_same_gaps(string code)
    {
        var (chinese, english) = (Say(code, "zh-CN"), Say(code, "en"));

        Assert.False(string.IsNullOrWhiteSpace(chinese), $"Nobody can read {code}.");
        Assert.NotEqual(chinese, english);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
        Assert.Equal(Gaps(chinese), Gaps(english));
    }

    [Fact]
    public void Are_all_told_by_somebody()
    {
        var there = words.GetResourceSet(CultureInfo.InvariantCulture, true, false)!
            .Cast<System.Collections.DictionaryEntry>().Select(x => (string)x.Key).Where(key => Code().IsMatch(key));

        Assert.Equal(there.Order(StringComparer.Ordinal), Told);
    }

    [Fact]
    public void Are_found_however_they_are_told()
    {
        Assert.Contains("application.submitted", Told);
        Assert.Contains("sign-in.new-place", Told);
        Assert.Contains("robot.greeting", Told);
        Assert.Contains("deadline.certificate.late", Told);
        // A code that is put together is known only here.
        Assert.Single(Sources.SelectMany(source => Telling().Matches(source)), x => x.Value.Contains("$\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Say_in_words_why_a_door_did_not_take_them()
    {
        var folder = Path.Combine(TheHouse.Root, "src", "Server", "Notifications");
        var codes = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            .SelectMany(source => Failing().Matches(source)).SelectMany(x => Word().Matches(x.Value)).Select(x => x.Groups[1].Value)
            .Distinct().ToList();

        Assert.Contains("signature_refused", codes);
        Assert.Contains("no_answer", codes);
        Assert.Contains("unreachable", codes);
        Assert.True(codes.Count > 12);
        Assert.All(codes, code => Assert.False(string.IsNullOrEmpty(Say($"Door.{code}", "zh-CN")), code));
        Assert.All(codes, code => Assert.NotEqual(Say($"Door.{code}", "zh-CN"), Say($"Door.{code}", "en")));
    }

    /// <summary>
    /// "deadline.KIND.near" and ".late": the kinds of every term that a workflow starts, and of the certificate.
    /// </summary>
    private static IEnumerable<string> Deadlines() =>
        from kind in OpeningWorkflow.Table.Lines.Select(line => line.Starts?.Kind).OfType<string>().Append(OpenAccount.Certificate).Distinct()
        from end in new[] { "near", "late" }
        select $"deadline.{kind}.{end}";

    private static IEnumerable<string> CodesIn(string source, string statement)
    {
        var literals = Literal().Matches(statement).Select(x => x.Groups[1].Value);
        var named = Name().Matches(statement).Select(x => x.Value).Distinct()
            .Select(name => Regex.Match(source, $"const string {name} = \"([^\"]+)\";").Groups[1].Value);
        return literals.Concat(named).Where(text => Code().IsMatch(text));
    }

    private static string Say(string key, string language) =>
        words.GetResourceSet(language == "en" ? CultureInfo.GetCultureInfo("en") : CultureInfo.InvariantCulture, true, false)!.GetString(key) ?? "";

    private static IEnumerable<string> Gaps(string sentence) =>
        Gap().Matches(sentence).Select(x => x.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:\bTell\w*\(|new Told\()[^;]*;")]
    private static partial Regex Telling();

    [GeneratedRegex("""new Failed\([^;]*;|\?\s*"[a-z_]+"\s*:\s*"[a-z_]+" """)]
    private static partial Regex Failing();

    [GeneratedRegex("\"([a-z]+(?:_[a-z]+)*)\"")]
    private static partial Regex Word();

    [GeneratedRegex("(?<!\\$)\"([^\"]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules|Migrations)[/\\]")]
    private static partial Regex OutOfTree();
}

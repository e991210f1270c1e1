using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Guanwei.Server.Tests.Ui;

/// <summary>A missing key is silent at run time, shown in place of its word. So it is looked for here.</summary>
public sealed partial class TheWords
{
    private static readonly string Server = Path.Combine(Root(), "src", "Server");

    public static TheoryData<string> Slices => [.. Directory
        .EnumerateFiles(Server, "Texts.resx", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
        .Select(path => Path.GetRelativePath(Server, Path.GetDirectoryName(path)!))];

    [Theory, MemberData(nameof(Slices))]
    public void Every_word_exists_in_both_languages_and_takes_the_same_arguments(string slice)
    {
        var chinese = Words(slice, "Texts.resx");
        var english = Words(slice, "Texts.en.resx");
        Assert.Equal(chinese.Keys.Order(), english.Keys.Order());
        Assert.All(chinese, word =>
        {
            Assert.NotEqual("", word.Value.Trim());
            Assert.NotEqual("", english[word.Key].Trim());
            Assert.Equal(Arguments(word.Value), Arguments(english[word.Key]));
        });
    }

    [Theory, MemberData(nameof(Slices))]
    public void No_key_stands_in_the_code_without_its_word(string slice)
    {
        var words = Words(slice, "Texts.resx");
        var missing = Directory.EnumerateFiles(Path.Combine(Server, slice), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".razor" or ".cs")
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal))
            .Where(path => WordsOf(path) == Path.Combine(Server, slice))
            .SelectMany(path => KeysIn(File.ReadAllText(path)).Select(key => (key, Path.GetFileName(path))))
            .Where(use => !words.ContainsKey(use.key));
        Assert.Empty(missing);
    }

    [Fact]
    public void A_code_is_worded_in_one_slice_only()
    {
        // The books are asked one after the other: the first to know a code would speak for all.
        var codes = Slices.SelectMany(slice => Words(slice.Data, "Texts.resx").Keys.Where(key => Code().IsMatch(key)));
        Assert.Empty(codes.GroupBy(code => code).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void The_menu_has_its_words()
    {
        var words = Words("Ui", "Texts.resx");
        Assert.All(Guanwei.Server.Ui.Navigation.Items, item => Assert.Contains(item.Text, words.Keys));
    }

    [Fact]
    public void Every_right_in_the_role_table_has_its_word()
    {
        var words = Words("People", "Texts.resx");
        var rights = Regex.Matches(File.ReadAllText(Path.Combine(Server, "People", "data", "roles.json")), "\"([a-z-]+\\.[a-z*-]+)\"")
            .Select(match => match.Groups[1].Value).Where(right => !right.StartsWith("page.", StringComparison.Ordinal)).Distinct();
        Assert.All(rights, right => Assert.Contains($"Right.{right}", words.Keys));
    }

    [Fact]
    public void Every_kind_of_job_has_its_word()
    {
        var words = Words("Jobs", "Texts.resx");
        var kinds = Directory.EnumerateFiles(Server, "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Regex.Matches(File.ReadAllText(path), "const string \\w*Job(?:Kind)? = \"([a-z.-]+)\""))
            .Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.Contains($"Kind.{kind}", words.Keys));
    }

    [Fact]
    public void Every_described_status_has_its_title_and_its_text()
    {
        var words = Words("Ui", "Texts.resx");
        foreach (var kind in Guanwei.Server.Ui.StatusPages.Kinds)
        {
            Assert.Contains($"Status.{kind}.Title", words.Keys);
            Assert.Contains($"Status.{kind}.Text", words.Keys);
        }
    }

    /// <summary>
    /// The nearest folder with words of its own: Notifications/Doors has some beside those of Notifications.
    /// </summary>
    private static string WordsOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (!File.Exists(Path.Combine(folder, "Texts.resx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }

    private static IEnumerable<string> KeysIn(string source) =>
        Key().Matches(source).Select(match => match.Groups[1].Value);

    private static Dictionary<string, string> Words(string slice, string file) =>
        XDocument.Load(Path.Combine(Server, slice, file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IReadOnlyList<string> Arguments(string sentence) =>
        [.. Argument().Matches(sentence).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The tests look for the sources above their own folder.");
    }

    // T["Key"] in pages, texts["Key"] in code, Texts.Say("Key") in the command line; not T[$"…"] and T["…" + x].
    [GeneratedRegex("""(?:\bT\[|\btexts\[|(?<!\.)\bTexts\.Say\()"([A-Za-z][\w.]*)"\s*[\],)]""")]
    private static partial Regex Key();

    // NOT_FOUND, and words for codes: verb.person.invite.
    [GeneratedRegex(@"^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][\w-]*)(?:\.|$)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Argument();
}

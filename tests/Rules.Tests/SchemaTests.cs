using System.Text.Json.Nodes;

namespace Guanwei.Rules.Tests;

/// <summary>
/// The schema is what other tools check rule files by; the reader is the truth. They may not differ in a member, in
/// which of them are needed, or in a word of a closed list.
/// </summary>
public class SchemaTests
{
    private static readonly JsonNode Schema = Read("docs/rules/rule.schema.json");
    private static readonly JsonNode Defs = Schema["$defs"]!;

    private static readonly JsonObject Whole = JsonNode.Parse("""
        {"id": "A", "version": 1, "key": "k",
         "scope": {"level": "county", "kind": ["company"], "accountType": "service", "region": "420000",
                   "component": "x"},
         "type": "int", "value": 30, "unit": "units", "direction": "lower", "severity": "block", "duty": false,
         "authority": "LAW",
         "source": {"title": "t", "number": "n", "issuer": "i", "clause": "c", "url": "u", "evidence": "S"},
         "from": "2026-01-01", "to": "2026-12-31", "sentence": "TOO_LONG"}
        """)!.AsObject();

    public static TheoryData<string, string> Parts => new()
    {
        { "row", "" }, { "scope", "scope" }, { "source", "source" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void It_names_every_member_that_is_read_and_says_which_are_needed(string definition, string member)
    {
        var part = Part(Whole, member);
        var known = Names(Defs[definition]!["properties"]!);
        var needed = Defs[definition]!["required"]?.AsArray().Select(n => (string)n!).ToHashSet() ?? [];
        if (definition == "source")
        {
            Assert.True(known.Remove("of"));
            needed.UnionWith(Defs[definition]!["anyOf"]![1]!["required"]!.AsArray().Select(n => (string)n!));
        }

        Assert.Equal(known, Names(part));
        Assert.Empty(FaultsOf(Whole));
        Assert.All(known, name =>
        {
            var without = Whole.DeepClone().AsObject();
            Part(without, member).AsObject().Remove(name);
            Assert.Equal(needed.Contains(name), FaultsOf(without).Any(f => f.EndsWith($"{name} is missing", Ordinal)));
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void What_it_does_not_name_is_refused(string definition, string member)
    {
        var more = Whole.DeepClone().AsObject();
        Part(more, member).AsObject().Add("more", "x");

        Assert.False((bool)Defs[definition]!["additionalProperties"]!);
        Assert.Contains(FaultsOf(more), fault => fault.EndsWith("more is not known", Ordinal));
    }

    [Theory]
    [InlineData("type", "", "type")]
    [InlineData("direction", "", "direction")]
    [InlineData("severity", "", "severity")]
    [InlineData("authority", "", "authority")]
    [InlineData("evidence", "source", "evidence")]
    [InlineData("level", "scope", "level")]
    [InlineData("kind", "scope", "kind")]
    [InlineData("accountType", "scope", "accountType")]
    public void Its_closed_lists_are_those_that_the_reader_names(string name, string member, string list)
    {
        var wrong = Whole.DeepClone().AsObject();
        Part(wrong, member)[name] = "nothing-of-ours";
        var fault = Assert.Single(FaultsOf(wrong), f => f.Contains("must be one of", Ordinal));
        var words = (Defs[list] ?? Defs[member.Length == 0 ? "row" : member]!["properties"]![name]!)["enum"]!
            .AsArray().Select(n => (string)n!);

        Assert.Equal(fault.Split("must be one of ")[1].Split(", "), words);
    }

    [Fact]
    public void Every_shipped_file_names_only_what_stands_in_it_and_all_that_is_needed()
    {
        var needed = Defs["row"]!["required"]!.AsArray().Select(n => (string)n!).ToList();
        var known = Names(Defs["row"]!["properties"]!);
        var files = Directory.GetFiles(Path.Combine(Pages.Root(), "src/Rules/data/rules"), "*.json");

        Assert.NotEmpty(files);
        Assert.All(files.SelectMany(f => JsonNode.Parse(File.ReadAllText(f))!["rows"]!.AsArray()), row =>
        {
            Assert.Subset(known, Names(row!));
            Assert.Subset(Names(row!), needed.ToHashSet());
        });
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static JsonNode Part(JsonObject row, string member) => member.Length == 0 ? row : row[member]!;

    private static HashSet<string> Names(JsonNode node) => [.. node.AsObject().Select(m => m.Key)];

    private static IReadOnlyList<string> FaultsOf(JsonObject row)
    {
        try
        {
            RuleJson.ReadRow("row", row.ToJsonString());
            return [];
        }
        catch (RuleBookException refused)
        {
            return [.. refused.Faults.Select(f => $"{f}")];
        }
    }

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Pages.Root(), path)))!;
}

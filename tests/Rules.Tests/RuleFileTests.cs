namespace Guanwei.Rules.Tests;

public class RuleFileTests
{
    private const string Good = """
        {"id": "A", "version": 1, "key": "k", "scope": {"level": ["county"], "accountType": "service"},
         "type": "int", "value": 30, "unit": "units", "direction": "lower", "severity": "block", "duty": false,
         "authority": "LAW", "source": {"of": "s", "clause": "第一条", "evidence": "S"},
         "from": "2026-01-01", "sentence": "TOO_LONG"}
        """;

    [Theory]
    [InlineData("\"value\": 30", "\"value\": \"30\"", "value must be a whole number")]
    [InlineData("\"value\": 30", "\"value\": 30.5", "value must be a whole number")]
    [InlineData("\"type\": \"int\"", "\"type\": \"number\"",
        "type is 'number' and must be one of int, decimal, duration, text, set, table")]
    [InlineData("\"int\", \"value\": 30", "\"duration\", \"value\": \"P1Y\"",
        "value must be a duration in days, hours, minutes or seconds, like PT15M")]
    [InlineData("\"int\", \"value\": 30", "\"set\", \"value\": [\"a\", \"a\"]",
        "value must be a list of different, non-empty texts")]
    [InlineData("\"int\", \"value\": 30", "\"table\", \"value\": [{\"a\": \"1\"}, {\"b\": \"1\"}]",
        "value must be a list of objects with the same texts in each")]
    [InlineData("\"severity\": \"block\"", "\"severity\": \"stop\"",
        "severity is 'stop' and must be one of inform, warn, block")]
    [InlineData("\"duty\": false,", "", "duty is missing")]
    [InlineData("\"duty\": false", "\"duty\": \"no\"", "duty must be true / false")]
    [InlineData("\"authority\": \"LAW\"", "\"authority\": \"\"", "authority is empty")]
    [InlineData("\"2026-01-01\"", "\"2026-02-30\"", "from is '2026-02-30' and must be a day like 2026-01-31")]
    [InlineData("\"unit\"", "\"unti\"", "unit is missing")]
    [InlineData("\"unit\"", "\"unti\"", "unti is not known")]
    public void A_wrong_row_is_named_by_file_place_and_id(string text, string wrong, string fault)
    {
        var json = File(Good.Replace(text, wrong, StringComparison.Ordinal));

        var faults = Assert.Throws<RuleBookException>(() => RuleJson.Read("naming.json", json)).Faults.Select(f => $"{f}");

        Assert.Contains($"naming.json[1] (A): {fault}", faults);
    }

    [Theory]
    [InlineData("\"county\"", "\"district\"",
        ".scope: level is 'district' and must be one of ministry, provincial, prefecture, county, township, hk-macao")]
    [InlineData("{\"level\"", "{\"region\": \"429\", \"level\"",
        ".scope: region '429' must be a six-digit region code")]
    [InlineData("\"of\": \"s\"", "\"of\": \"t\"", ".source: of 't' is not among the file's sources")]
    [InlineData("\"S\"}", "\"X\"}", ".source: evidence is 'X' and must be one of S, S~, M, A, C, I, O")]
    public void A_wrong_scope_or_source_is_named_too(string text, string wrong, string fault)
    {
        var json = File(Good.Replace(text, wrong, StringComparison.Ordinal));

        var faults = Assert.Throws<RuleBookException>(() => RuleJson.Read("naming.json", json)).Faults.Select(f => $"{f}");

        Assert.Contains($"naming.json[1] (A){fault}", faults);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"rows": [], "rows": []}""")]
    [InlineData("""[]""")]
    [InlineData("""{"rows": {}}""")]
    [InlineData("""{"rows": [17]}""")]
    public void What_is_no_rule_file_is_refused_in_words(string json)
    {
        var faults = Assert.Throws<RuleBookException>(() => RuleJson.Read("naming.json", json)).Faults.Select(f => $"{f}");

        Assert.All(faults, fault => Assert.StartsWith("naming.json", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_national_row_written_and_read_again_is_the_same()
    {
        Assert.All(RuleBook.National.Rules, rule =>
        {
            var text = RuleJson.Write(rule);
            Assert.Equal(text, RuleJson.Write(RuleJson.ReadRow("row", text)));
            Assert.Equal(rule.Value, RuleJson.ReadRow("row", text).Value);
        });
    }

    [Fact]
    public void A_stored_row_that_smuggles_in_a_second_one_is_refused()
    {
        var row = RuleJson.Write(RuleBook.National.Rules[0]);

        Assert.Throws<RuleBookException>(() => RuleJson.ReadRow("row", $"{row}, {row}"));
    }

    private static string File(string row) =>
        $$$"""{"sources": {"s": {"title": "样例", "issuer": "样例"}}, "rows": [{{{row}}}]}""";
}

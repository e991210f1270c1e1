using System.Globalization;
using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Tests.Given;
using Microsoft.Data.Sqlite;

namespace Guanwei.Server.Tests.RuleBooks;

/// <summary>`guanwei rules show|diff|resolve`, without an installation.</summary>
public sealed class TheRulesWord
{
    private const string County = "level=county,kind=administrative,type=service,region=420000";

    [Fact]
    public async Task Resolves_a_matter_for_a_subject_a_day_and_a_profile()
    {
        var (code, output, _) = await Says(
            "rules", "resolve", "review.working-days.max", "--scope", County, "--day", "2026-11-23", "--profile", "guide", "--json");

        Assert.Equal(0, code);
        var chosen = JsonDocument.Parse(output).RootElement.GetProperty("facts").GetProperty("chosen");
        Assert.Equal(("15", "GUIDE-REVIEW-MAX-COUNTY@1", "A"), (
            chosen.GetProperty("value").GetString(), chosen.GetProperty("rule").GetString(), chosen.GetProperty("evidence").GetString()));
    }

    [Fact]
    public async Task Shows_all_rows_of_a_matter_and_the_matters_of_a_subject()
    {
        Assert.Contains("GUIDE-FEE@1", (await Says("rules", "show", "certification.fee")).Output, StringComparison.Ordinal);
        var (_, output, _) = await Says("rules", "show", "--subject", "naming");
        Assert.Contains("name.units.max", output, StringComparison.Ordinal);
        Assert.DoesNotContain("certification.fee", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compares_two_profiles_and_two_days()
    {
        var (_, profiles, _) = await Says("rules", "diff", "--profile", "guide", "--profile", "current", "--day", "2026-11-23");
        var (_, days, _) = await Says("rules", "diff", "--from", "2025-12-31", "--to", "2025-12-31");

        Assert.Contains("certification.fee", profiles, StringComparison.Ordinal);
        Assert.Contains("GUIDE-FEE@1", profiles, StringComparison.Ordinal);
        Assert.Equal("没有差异。", days.Trim());
    }

    [Fact]
    public async Task Has_the_local_rules_of_an_installation_that_is_named()
    {
        var home = Directory.CreateTempSubdirectory("guanwei-rules-");
        var data = Path.Combine(home.FullName, "data");
        TestInstallation.MakeIn(data);
        await using (var database = new SqliteConnection($"Data Source={DataFolder.MainDatabaseOf(data)};Pooling=false"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new SqliteCommand(
                "INSERT INTO local_rows (number, draft, rule_id, rule_version, row) VALUES (1, randomblob(16), 'DF-2026-000001', 1, $row)",
                database);
            command.Parameters.AddWithValue("$row", RuleJson.Write(RuleBook.National.Rules.Single(x => x.Id == "WX-NAME-MAX") with
            {
                Id = "DF-2026-000001",
                Authority = Authority.Local,
                Value = new WholeValue(26),
            }));
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (code, with, _) = await Says("rules", "resolve", "name.units.max", "--scope", County, "--data", data);
        var (_, without, _) = await Says("rules", "resolve", "name.units.max", "--scope", County);
        home.Delete(recursive: true);

        Assert.Equal(0, code);
        Assert.Contains("DF-2026-000001@1", with, StringComparison.Ordinal);
        Assert.DoesNotContain("DF-2026-000001@1", without, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "rules", "resolve", "no.such.key", "--scope", County)]
    [InlineData(1, "rules", "resolve", "name.units.max", "--scope", County, "--day", "2020-01-01")]
    [InlineData(1, "rules", "resolve", "broadcast.quota")]
    [InlineData(1, "rules", "show", "no.such.key")]
    [InlineData(2, "rules", "resolve", "name.units.max", "--scope", "level=moon")]
    [InlineData(2, "rules", "resolve", "name.units.max", "--scope", County, "--day", "yesterday")]
    [InlineData(2, "rules", "resolve", "name.units.max", "--scope", County, "--profile", "mine")]
    [InlineData(2, "rules", "show", "--subject", "moon")]
    [InlineData(2, "rules", "diff", "--profile", "guide")]
    [InlineData(3, "rules", "show", "--data", "/nowhere/at/all")]
    public async Task Says_what_is_wrong_and_ends_as_the_other_words_do(int code, params string[] words)
    {
        var said = await Says(words);

        Assert.Equal(code, said.Code);
        Assert.NotEqual("", said.Error.Trim());
    }

    private static async Task<(int Code, string Output, string Error)> Says(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CommandLine.Run(words, output, error, ServeCommand.Word, RulesWord.Word);
        return (code, output.ToString(), error.ToString());
    }
}

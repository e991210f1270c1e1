using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Guanwei.Server.Doctor;
using Guanwei.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace Guanwei.Server.Tests.Doctor;

/// <summary>Whatever `guanwei doctor` is for, it was seen to find.</summary>
public sealed partial class EveryFinding
{
    private const string Pending = "database.version.pending";

    private static readonly ResourceManager words = new(typeof(Server.Doctor.Texts));

    public static TheoryData<string, string> Ailments
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var ailment in Ailment.All)
            {
                rows.Add(ailment.Finding, ailment.How);
            }
            return rows;
        }
    }

    [Theory, MemberData(nameof(Ailments))]
    public async Task Is_said_in_both_languages_with_its_remedy_and_nothing_else_is(string finding, string how)
    {
        var ailment = Ailment.All.Single(x => (x.Finding, x.How) == (finding, how));
        await using var patient = new Patient();
        await patient.SealsItsAudit();
        await ailment.Before(patient);
        var before = await patient.Examine();
        Assert.Equal("ok", before[ailment.Check] ?? "ok");
        SqliteConnection.ClearAllPools();

        await ailment.Happens(patient);

        foreach (var language in new[] { GlobalOptions.Chinese, GlobalOptions.English })
        {
            var after = await patient.Examine(language);
            var found = after.Lines[ailment.Check];
            Assert.Equal(ailment.Level, found.Level);
            Assert.Matches(Template(finding, language), found.Sentence);
            Assert.Matches(Template(finding + ".remedy", language), found.Remedy);
            Assert.Equal(after.Lines.Values.Any(line => line.Level == "fail") ? 1 : 0, after.Code);
            Assert.DoesNotContain(after.Lines.Values, line => line.Level != "ok" && (before[line.Check] ?? "ok") == "ok"
                && line.Check != ailment.Check && !ailment.Along.Contains(line.Check));
        }
    }

    /// <summary>
    /// Until there is a second migration, no database can lack one: the check is asked with lists of its own.
    /// </summary>
    [Fact]
    public void Of_a_database_of_an_older_program_says_how_many_changes_wait()
    {
        var found = DatabaseChecks.Version(["1_First", "2_Second", "3_Third"], ["1_First"]);

        Assert.Equal((Level.Warn, "database.version"), (found.Level, found.Check));
        Assert.Equal(Finding.Of("database.version", Level.Warn, "pending", 2), found);
        Assert.Equal(Level.Ok, DatabaseChecks.Version(["1_First"], ["1_First"]).Level);
    }

    [Fact]
    public async Task Comes_only_after_the_minutes_that_the_sealer_and_the_seconds_that_the_clock_is_given()
    {
        await using var patient = new Patient();
        await patient.SealsItsAudit();
        await patient.Acts(TimeSpan.FromMinutes(9));
        await patient.WasSeen(TimeSpan.FromSeconds(1));

        var report = await patient.Examine();

        Assert.Equal(("ok", "ok"), (report["audit.tail"], report["clock"]));
    }

    [Fact]
    public void Was_brought_about_by_a_test()
    {
        var bad = Codes().Where(code => code.Bad).Select(code => code.Key).Distinct().Order(StringComparer.Ordinal);

        var broken = Ailment.All.Select(ailment => ailment.Finding).Append(Pending).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(bad, broken);
    }

    [Theory]
    [InlineData("")]
    [InlineData(GlobalOptions.English)]
    public void Has_its_sentence_and_a_remedy_where_one_is_needed_and_there_are_no_other_words(string language)
    {
        var needed = Codes().SelectMany(code => code.Bad ? new[] { code.Key, code.Key + ".remedy" } : [code.Key]).Distinct();
        var set = words.GetResourceSet(CultureInfo.GetCultureInfo(language), true, tryParents: false)!;
        var said = set.Cast<DictionaryEntry>().Where(entry => !string.IsNullOrWhiteSpace((string?)entry.Value))
            .Select(entry => (string)entry.Key).Where(key => char.IsLower(key[0]));

        Assert.Equal(needed.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }

    /// <summary>What the sources of the checks can say: key of its words, and whether something is wrong.</summary>
    private static List<(string Key, bool Bad)> Codes()
    {
        List<(string, bool)> codes = [];
        foreach (var file in Directory.GetFiles(Path.Combine(TheHouse.Root, "src", "Server", "Doctor"), "*.cs")
            .Where(file => Path.GetFileName(file) != "Finding.cs"))
        {
            var source = File.ReadAllText(file);
            List<(string, bool)> found =
            [
                .. Plain().Matches(source).Select(match => (
                    $"{match.Groups[2].Value}.{match.Groups[1].Value.ToLowerInvariant()}", match.Groups[1].Value != "Ok")),
                .. InCase().Matches(source).SelectMany(match => match.Groups[3].Captures.Select(inCase => (
                    $"{match.Groups[1].Value}.{inCase.Value}", match.Groups[2].Value.Trim() != "Level.Ok"))),
            ];
            // A finding that is put together in another way would escape these tests.
            Assert.Equal(Made().Count(source), Plain().Count(source) + InCase().Count(source));
            codes.AddRange(found);
        }
        return codes;
    }

    /// <summary>The words of a key, with anything in their places.</summary>
    private static Regex Template(string key, string language) => new(
        $"^{Hole().Replace(Regex.Escape(words.GetString(key, CultureInfo.GetCultureInfo(language))!), ".+")}$",
        RegexOptions.Singleline);

    [GeneratedRegex("""Finding\.(Ok|Warn|Fail)\(\s*"([a-z.]+)"[,)]""")]
    private static partial Regex Plain();

    // The case may be one of two.
    [GeneratedRegex("""Finding\.Of\(\s*"([a-z.]+)",([^",]+),[^",]*"([a-z]+)"(?:\s*:\s*"(?<3>[a-z]+)")?[,)]""")]
    private static partial Regex InCase();

    [GeneratedRegex(@"Finding\.(Ok|Warn|Fail|Of)\(")]
    private static partial Regex Made();

    [GeneratedRegex(@"\\\{[0-9][^}]*\}")]
    private static partial Regex Hole();
}

using System.Text;
using Guanwei.Server.Files;
using Guanwei.Vision;

namespace Guanwei.Server.Tests.Files;

/// <summary>The real child where it behaves, a shell in its place where it must misbehave.</summary>
public sealed class InspectorTests : IDisposable
{
    private const string Csv = "机关,层级\n某某县档案馆,县\n";
    private readonly string folder = Directory.CreateTempSubdirectory("guanwei-inspect-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static MemoryStream Content(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private string OnDisk(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Inspector Asking(string script, ChildLimits? limits = null) =>
        new(new InspectionChild("/bin/sh", ["-c", script]), limits);

    private static (int Code, string Output) Printed(Func<TextWriter, int> run)
    {
        using var output = new StringWriter();
        return (run(output), output.ToString());
    }

    [Fact]
    public void The_child_prints_one_line_of_json_and_says_refused_for_a_blocked_file()
    {
        var empty = Printed(output => InspectCommand.Run(OnDisk("empty", ""), "公文.pdf", output));
        Assert.Equal(1, empty.Code);
        Assert.True(Inspection.FromJson(empty.Output).Blocked);
        Assert.Equal(empty.Output.Length - 1, empty.Output.IndexOf('\n', StringComparison.Ordinal));

        var table = Printed(output => InspectCommand.RunTable(OnDisk("list.csv", Csv), output));
        Assert.Equal(0, table.Code);
        Assert.Equal("某某县档案馆", TableReading.FromJson(table.Output).Rows[1][1]);
    }

    [Fact]
    public async Task The_program_itself_inspects_and_reads_tables_as_its_own_child()
    {
        using var inspector = new Inspector(InspectionChild.Own());
        var document = Assert.IsType<Inspected<Inspection>.Answered>(
            await inspector.Inspect(Content(Csv), "名单\n/某某.pdf", Stop));
        Assert.Equal(Encoding.UTF8.GetByteCount(Csv), document.Verdict.Size);
        Assert.Contains(FindingCode.NameTrick, document.Verdict.Findings.Select(finding => finding.Code));

        var table = Assert.IsType<Inspected<TableReading>.Answered>(await inspector.ReadTable(Content(Csv), Stop));
        Assert.Equal("某某县档案馆", table.Verdict.Rows[1][1]);
    }

    [Fact]
    public async Task The_childs_verdict_is_handed_on_also_when_it_blocks()
    {
        var json = OnDisk("verdict", Printed(output => InspectCommand.Run(OnDisk("empty", ""), null, output)).Output);
        using var inspector = Asking($"cat >/dev/null; cat {json}; exit 1");
        var answer = Assert.IsType<Inspected<Inspection>.Answered>(await inspector.Inspect(Content("x"), null, Stop));
        Assert.Equal(FindingCode.Empty, Assert.Single(answer.Verdict.Findings).Code);
    }

    [Fact]
    public async Task The_name_as_given_reaches_the_child_outside_its_arguments()
    {
        using var inspector = Asking($"printf '%s|%s|%s' \"$GUANWEI_DECLARED_NAME\" \"$0\" \"$*\" > {folder}/asked");
        await inspector.Inspect(Content("x"), "../../张三 身份证\0.pdf", Stop);
        Assert.Equal("../../张三 身份证\uFFFD.pdf|inspect|-", await File.ReadAllTextAsync(Path.Combine(folder, "asked"), Stop));
    }

    [Fact]
    public async Task A_table_is_asked_for_as_a_table()
    {
        var json = OnDisk("table", Printed(output => InspectCommand.RunTable(OnDisk("list.csv", Csv), output)).Output);
        using var inspector = Asking($"test \"$*\" = '--table -' && cat {json}");
        var answer = Assert.IsType<Inspected<TableReading>.Answered>(await inspector.ReadTable(Content(Csv), Stop));
        Assert.Equal(2, answer.Verdict.Rows.Count);
    }

    [Theory]
    [InlineData("kill -9 $$", InspectionFailure.Died, 137)]
    [InlineData("exit 3", InspectionFailure.Died, 3)]
    [InlineData("echo hello", InspectionFailure.Unintelligible, 0)]
    [InlineData("", InspectionFailure.Unintelligible, 0)]
    [InlineData("echo null", InspectionFailure.Unintelligible, 0)]
    [InlineData("yes", InspectionFailure.Unintelligible, null)]
    public async Task Without_a_verdict_it_is_said_why(string script, InspectionFailure why, int? code)
    {
        using var inspector = Asking(script, new ChildLimits(TimeSpan.FromSeconds(20), 10_000));
        Assert.Equal(new Inspected<Inspection>.Failed(why, code), await inspector.Inspect(Content("x"), null, Stop));
    }

    [Fact]
    public async Task A_verdict_that_takes_too_long_is_none()
    {
        using var inspector = Asking("exec sleep 30", new ChildLimits(TimeSpan.FromSeconds(1), 10_000));
        Assert.Equal(new Inspected<Inspection>.Failed(InspectionFailure.TimedOut, null),
            await inspector.Inspect(Content("x"), null, Stop));
    }

    [Fact]
    public async Task Two_are_inspected_at_once_and_no_more()
    {
        // Each child leaves a mark while it lives and reports how many marks it saw.
        using var inspector = Asking($"touch {folder}/$$; ls {folder} | wc -l >> {folder}.seen; sleep 0.3; rm {folder}/$$");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => inspector.Inspect(Content("x"), null, Stop)));
        var seen = await File.ReadAllLinesAsync(folder + ".seen", Stop);
        File.Delete(folder + ".seen");
        Assert.Equal(6, seen.Length);
        Assert.Equal(2, seen.Max(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)));
    }
}

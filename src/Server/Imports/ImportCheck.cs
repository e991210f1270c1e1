using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;

namespace Guanwei.Server.Imports;

/// <summary>An agency that is there already.</summary>
public sealed record Standing(AgencyId Id, string Name, string? CreditCode);

/// <summary>What the check says of one line.</summary>
public sealed record CheckedLine(
    SheetLine Line, AgencyEntry? Entry, LineState State, IReadOnlyList<Reason> Reasons, int Depth, AgencyId? ParentId, int? ParentLine,
    AgencyId? Known);

/// <summary>
/// Looks at a list line by line before anything is written: every line with all that is wrong with it. A line below a
/// wrong line is wrong too. Values in, values out.
/// </summary>
public sealed class ImportCheck
{
    private readonly InForce inForce;
    private readonly DateOnly day;
    private readonly bool mayEnterTop;
    private readonly ILookup<string, Standing> byName;
    private readonly Dictionary<string, Standing> byCode;
    private readonly Dictionary<string, AgencyId?> taken;
    private readonly Dictionary<int, Draft> drafts;
    private readonly ILookup<string, Draft> draftsByName;
    private readonly ILookup<string, Draft> draftsByCode;

    /// <param name="lines">The lines of the file.</param>
    /// <param name="there">The open agencies of the actor's scope.</param>
    /// <param name="taken">Credit codes of the file that are spoken for in the whole installation.</param>
    /// <param name="mayEnterTop">Whether a unit without one above it may be entered.</param>
    public ImportCheck(
        IReadOnlyList<SheetLine> lines, IReadOnlyList<Standing> there, IReadOnlyList<AgencyCode> taken, bool mayEnterTop,
        InForce inForce, DateOnly day)
    {
        (this.inForce, this.day, this.mayEnterTop) = (inForce, day, mayEnterTop);
        byName = there.ToLookup(x => x.Name);
        byCode = there.Where(x => x.CreditCode is not null).ToDictionary(x => x.CreditCode!);
        this.taken = taken.ToDictionary(x => x.Code, x => x.AgencyId);
        drafts = lines.Select(line => new Draft(line)).ToDictionary(draft => draft.Line.Number);
        draftsByName = drafts.Values.ToLookup(draft => draft.Line[ImportColumn.Name]);
        draftsByCode = drafts.Values.Where(draft => draft.Code is not null).ToLookup(draft => draft.Code!);
    }

    public IReadOnlyList<CheckedLine> Run()
    {
        foreach (var draft in drafts.Values)
        {
            Alone(draft);
            Among(draft);
        }
        foreach (var draft in drafts.Values)
        {
            Above(draft);
        }
        return [.. drafts.Values.Select(Checked).OrderBy(line => line.Line.Number)];
    }

    /// <summary>The line by itself: words that can be read, and what the rules say of the entry.</summary>
    private void Alone(Draft draft)
    {
        var line = draft.Line;
        if (!ImportWords.TryLevel(line[ImportColumn.Level], out var level))
        {
            draft.Wrong("IMPORT_LEVEL_UNKNOWN", ImportColumn.Level, Choices<AgencyLevel>("level"));
        }
        if (!ImportWords.TryKind(line[ImportColumn.Kind], out var kind))
        {
            draft.Wrong("IMPORT_KIND_UNKNOWN", ImportColumn.Kind, Choices<AgencyKind>("kind"));
        }
        var vertical = ImportWords.YesOrNo(line[ImportColumn.Vertical]);
        if (vertical is null)
        {
            draft.Wrong("IMPORT_YES_OR_NO", ImportColumn.Vertical);
        }
        draft.Entry = new AgencyEntry(
            line[ImportColumn.Name], line[ImportColumn.CreditCode], level, kind, line[ImportColumn.RegionCode], vertical ?? false,
            line[ImportColumn.MailDomain]).Tidied();
        // An import can be repeated only if its lines can be told apart: here the code cannot wait.
        draft.Reasons.AddRange(EntryCheck.Of(draft.Entry, CodeNeed.Now, inForce, day).Reasons);
    }

    /// <summary>The line among the others and what is there already.</summary>
    private void Among(Draft draft)
    {
        if (draft.Code is not { } code)
        {
            return;
        }
        if (draftsByCode[code].First() is var first && first != draft)
        {
            draft.Wrong("IMPORT_CODE_TWICE", ImportColumn.CreditCode, Argument.Number("line", first.Line.Number));
        }
        draft.Known = byCode.GetValueOrDefault(code)?.Id;
        if (draft.Known is null && taken.GetValueOrDefault(code) is not null)
        {
            draft.Reasons.Add(AgencyReasons.CodeTaken(code));
        }
    }

    /// <summary>The unit above: there already, or another line of the file; by credit code or by name.</summary>
    private void Above(Draft draft)
    {
        var parent = draft.Line[ImportColumn.Parent];
        if (draft.Known is not null)
        {
            return;
        }
        if (parent.Length == 0)
        {
            if (!mayEnterTop)
            {
                draft.Reasons.Add(AgencyReasons.ParentMissing());
            }
            return;
        }
        var code = new AgencyEntry(null, parent, default, default, null, false, null).Code;
        var there = code is not null && byCode.TryGetValue(code, out var coded) ? [coded] : byName[parent].ToList();
        var here = code is not null && draftsByCode.Contains(code) ? draftsByCode[code] : draftsByName[parent];
        var lines = here.Where(line => line.Known is null).ToList();
        switch (there.Count + lines.Count)
        {
            case 0:
                draft.Wrong("IMPORT_PARENT_UNKNOWN", ImportColumn.Parent, Argument.Text("parent", parent));
                break;
            case 1:
                draft.ParentId = there.FirstOrDefault()?.Id;
                draft.ParentLine = lines.FirstOrDefault()?.Line.Number;
                break;
            default:
                draft.Wrong("IMPORT_PARENT_AMBIGUOUS", ImportColumn.Parent, Argument.Text("parent", parent));
                break;
        }
    }

    private CheckedLine Checked(Draft draft)
    {
        var (depth, fault) = Depth(draft);
        var reasons = fault is null ? draft.Reasons : [.. draft.Reasons, fault];
        var state = reasons.Count > 0 ? LineState.Wrong : draft.Known is null ? LineState.Ready : LineState.Known;
        return new CheckedLine(draft.Line, draft.Entry, state, reasons, depth, draft.ParentId, draft.ParentLine, draft.Known);
    }

    /// <summary>
    /// Walks up through the file: how deep the line lies, and whether it stands under itself or under a wrong line.
    /// </summary>
    private (int Depth, Reason? Fault) Depth(Draft draft)
    {
        var depth = 0;
        for (var above = draft; above.ParentLine is { } number; depth++)
        {
            above = drafts[number];
            if (above == draft || depth > drafts.Count)
            {
                return (0, draft.Because("IMPORT_CIRCLE", ImportColumn.Parent));
            }
            if (above.Reasons.Count > 0)
            {
                return (0, draft.Because("IMPORT_PARENT_WRONG", ImportColumn.Parent, Argument.Number("line", number)));
            }
        }
        return (depth, null);
    }

    private static Argument Choices<T>(string group) where T : struct, Enum =>
        Argument.Term("choices", group, Enum.GetValues<T>().Select(value => Slug.Of(value)));

    private sealed class Draft(SheetLine line)
    {
        public SheetLine Line { get; } = line;

        public string? Code { get; } = new AgencyEntry(null, line[ImportColumn.CreditCode], default, default, null, false, null).Code;

        public AgencyEntry? Entry { get; set; }

        public List<Reason> Reasons { get; } = [];

        public AgencyId? Known { get; set; }

        public AgencyId? ParentId { get; set; }

        public int? ParentLine { get; set; }

        public void Wrong(string code, ImportColumn column, params Argument[] arguments) =>
            Reasons.Add(Because(code, column, arguments));

        public Reason Because(string code, ImportColumn column, params Argument[] arguments) => Refusals.Because(
            code, new Place("line", Slug.Of(column)), [Argument.Text("found", Line[column]), .. arguments]);
    }
}

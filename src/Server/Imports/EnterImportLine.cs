using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;

namespace Guanwei.Server.Imports;

/// <summary>
/// One line becomes an agency, in a transaction of its own: a line that is entered is done, whatever stops the rest.
/// </summary>
internal static class EnterImportLine
{
    public sealed record Request(AgencyImportId Import, int Number);

    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var line = await act.Db.Set<AgencyImportLine>().FindAsync([request.Import, request.Number], cancel);
        if (line is null)
        {
            return Refusals.NotFound();
        }
        if (line is { State: LineState.Entered, Agency: { } before })
        {
            return before;
        }
        var (parent, refusal) = await Above(act, line, cancel);
        if (refusal is not null)
        {
            return refusal;
        }
        var outcome = await EnterAgency.Run(act, new(EntryOf(line), parent), cancel);
        if (outcome is Outcome<AgencyId>.Done done)
        {
            (line.State, line.Agency) = (LineState.Entered, done.Answer);
        }
        return outcome;
    }

    /// <summary>Writes down why the line was not entered after all.</summary>
    public static async Task<Outcome<LineState>> Fail(
        Act act, Request request, IReadOnlyList<Reason> reasons, CancellationToken cancel)
    {
        var line = await act.Db.Set<AgencyImportLine>().FindAsync([request.Import, request.Number], cancel);
        if (line is null)
        {
            return Refusals.NotFound();
        }
        (line.State, line.Reasons) = (LineState.Failed, JsonSerializer.Serialize(reasons));
        act.About("agency-import", request.Import, act.Actor.Agency);
        return line.State;
    }

    private static async Task<(AgencyId? Parent, Refusal? Refusal)> Above(
        Act act, AgencyImportLine line, CancellationToken cancel)
    {
        if (line.ParentLine is not { } number)
        {
            return (line.ParentId, null);
        }
        var above = await act.Db.Set<AgencyImportLine>().FindAsync([line.ImportId, number], cancel);
        return above?.Agency is { } parent
            ? (parent, null)
            : (null, Refusal.Of(Refusals.Because(
                "IMPORT_PARENT_WRONG", new Place("line", "parent"), Argument.Number("line", number))));
    }

    private static AgencyEntry EntryOf(AgencyImportLine line)
    {
        var cells = new SheetLine(line.Number, line.ReadCells());
        ImportWords.TryLevel(cells[ImportColumn.Level], out var level);
        ImportWords.TryKind(cells[ImportColumn.Kind], out var kind);
        return new AgencyEntry(
            cells[ImportColumn.Name], cells[ImportColumn.CreditCode], level, kind, cells[ImportColumn.RegionCode],
            ImportWords.YesOrNo(cells[ImportColumn.Vertical]) ?? false, cells[ImportColumn.MailDomain]);
    }
}

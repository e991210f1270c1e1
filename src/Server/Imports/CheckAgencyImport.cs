using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Imports;

/// <summary>A list is read and every line of it checked; nothing of it is entered yet.</summary>
public static class CheckAgencyImport
{
    public const string Verb = "agency.check-import";

    // Parameters of one query; SQLite's default limit is 32,766.
    private const int CodesAtOnce = 5_000;

    public sealed record Request(string FileName, string Sha256, IReadOnlyList<SheetLine> Lines);

    public static async Task<Outcome<AgencyImportId>> Run(Act act, Request request, CancellationToken cancel)
    {
        if (act.Actor.Appointment is not { } appointment)
        {
            return Refusals.NoRight(Verb);
        }
        if (await Imported(act, request.Sha256, cancel) is { } before)
        {
            return Refusal.Of(Refusals.Because(
                "IMPORT_SAME_FILE", ImportSheet.Place, Argument.Day("day", Time.Clock.DayOf(before))));
        }
        var there = await act.Db.Set<Agency>().AsNoTracking().Where(x => x.ClosedAt == null)
            .Select(x => new Standing(x.Id, x.Name, x.CreditCode)).ToListAsync(cancel);
        var check = new ImportCheck(
            request.Lines, there, await Taken(act, request.Lines, cancel), act.Actor.Scope.Everything, act.InForce, act.Today);
        var import = new AgencyImport
        {
            Id = act.NewId<AgencyImportId>(),
            Appointment = appointment,
            FileName = request.FileName,
            Sha256 = request.Sha256,
            CheckedAt = act.Now,
        };
        act.Touch(import);
        act.Db.Add(import);
        act.Db.AddRange(check.Run().Select(line => Row(import.Id, line)));
        act.About("agency-import", import.Id, act.Actor.Agency, import);
        return import.Id;
    }

    /// <summary>When the very same file was imported to its last line.</summary>
    private static Task<DateTimeOffset?> Imported(Act act, string sha256, CancellationToken cancel)
    {
        var lines = act.Db.Set<AgencyImportLine>();
        return act.Db.Set<AgencyImport>()
            .Where(x => x.Sha256 == sha256 && x.Appointment == act.Actor.Appointment && x.State == ImportState.Done
                && !lines.Any(line => line.ImportId == x.Id && (line.State == LineState.Wrong || line.State == LineState.Failed)))
            .Select(x => x.EndedAt).FirstOrDefaultAsync(cancel);
    }

    private static async Task<IReadOnlyList<AgencyCode>> Taken(Act act, IReadOnlyList<SheetLine> lines, CancellationToken cancel)
    {
        var found = new List<AgencyCode>();
        foreach (var some in lines.Select(line => line[ImportColumn.CreditCode]).Distinct().Chunk(CodesAtOnce))
        {
            found.AddRange(await act.Db.Set<AgencyCode>().AsNoTracking()
                .Where(x => some.Contains(x.Code)).ToListAsync(cancel));
        }
        return found;
    }

    private static AgencyImportLine Row(AgencyImportId import, CheckedLine line) => new()
    {
        ImportId = import,
        Number = line.Line.Number,
        Cells = JsonSerializer.Serialize(line.Line.Cells),
        State = line.State,
        Reasons = JsonSerializer.Serialize(line.Reasons),
        Depth = line.Depth,
        ParentId = line.ParentId,
        ParentLine = line.ParentLine,
        Agency = line.Known,
    };
}

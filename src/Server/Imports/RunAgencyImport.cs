using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Imports;

/// <summary>
/// Enters the lines that are right, parents before children, as the person who started it and with the rights they have
/// now. Cut off anywhere, it goes on with the lines that are left.
/// </summary>
public static class RunAgencyImport
{
    private sealed record Payload(AgencyImportId Import);

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var databases = run.Services.GetRequiredService<Databases>();
        var actions = run.Services.GetRequiredService<Actions.Actions>();
        var id = run.Payload<Payload>().Import;
        await using var db = databases.OpenForSystem("an import goes on");
        var import = await db.Set<AgencyImport>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        if (await Importer(run, db, import.Appointment, cancel) is not { } importer)
        {
            return new JobEnd.Dead("appointment-ended");
        }
        var lines = await db.Set<AgencyImportLine>().AsNoTracking().Where(x => x.ImportId == id)
            .OrderBy(x => x.Depth).ThenBy(x => x.Number).Select(x => new { x.Number, x.State }).ToListAsync(cancel);
        var ready = lines.Where(x => x.State is LineState.Ready).Select(x => x.Number).ToList();
        var (finished, failed) = (lines.Count(x => x.State is LineState.Entered), lines.Count(x => x.State is LineState.Failed));
        var total = ready.Count + finished + failed;
        foreach (var number in ready)
        {
            var request = new EnterImportLine.Request(id, number);
            if (await Enter(actions, importer, request, cancel))
            {
                finished++;
            }
            else
            {
                failed++;
            }
            if (!await run.Report(total, finished + failed, failed, cancel))
            {
                return JobRun.Stopped;
            }
        }
        return new JobEnd.Done((act, stop) => End(act, id, stop));
    }

    private static async Task<Actor?> Importer(JobRun run, PlatformDb db, AppointmentId id, CancellationToken cancel)
    {
        var today = run.Services.GetRequiredService<Clock>().Today;
        var people = db.Set<Person>();
        var held = await db.Set<Appointment>().AsNoTracking().Where(x => x.Id == id)
            .Join(people, x => x.PersonId, person => person.Id, (appointment, person) => new { appointment, person })
            .SingleAsync(cancel);
        return held.appointment.InForce(today) && held.person.ClosedAt is null
            ? Actor.Of(held.person, held.appointment, run.Services.GetRequiredService<RoleTable>()[held.appointment.Role], Via.Job)
            : null;
    }

    private static async Task<bool> Enter(
        Actions.Actions actions, Actor importer, EnterImportLine.Request request, CancellationToken cancel)
    {
        var outcome = await actions.Do(
            importer, NewOperation(), Agencies.EnterAgency.Verb, act => EnterImportLine.Run(act, request, cancel), cancel);
        if (outcome is not Outcome<Agencies.AgencyId>.Refused refused)
        {
            return true;
        }
        await actions.Do(
            importer, NewOperation(), StartAgencyImport.Verb,
            act => EnterImportLine.Fail(act, request, refused.Reasons, cancel), cancel);
        return false;
    }

    // The line's own state makes a repetition harmless, so each try is an operation of its own.
    private static OperationId NewOperation() => OperationId.From(Guid.CreateVersion7());

    private static async Task<Refusal?> End(Act act, AgencyImportId id, CancellationToken cancel)
    {
        var import = await act.Db.Set<AgencyImport>().SingleAsync(x => x.Id == id, cancel);
        act.About("agency-import", id, null, import);
        act.Touch(import);
        (import.State, import.EndedAt) = (ImportState.Done, act.Now);
        return null;
    }
}

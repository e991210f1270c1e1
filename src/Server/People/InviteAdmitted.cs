using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>Who asked for a unit that was taken in is invited as its clerk, in the name of who took it in.</summary>
public static class InviteAdmitted
{
    /// <summary>Kind of the job that hears "agency-request.admitted".</summary>
    public const string JobKind = "agency.request.invite";

    private const string Clerk = "applicant";

    private sealed record Heard(Guid Id);

    public static Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var id = AgencyRequestId.From(run.Payload<Heard>().Id);
        var roles = run.Services.GetRequiredService<RoleTable>();
        var clock = run.Services.GetRequiredService<Clock>();
        return Task.FromResult<JobEnd>(new JobEnd.Done((act, stop) => Invite(act, roles, clock, id, stop)));
    }

    private static async Task<Refusal?> Invite(
        Act act, RoleTable roles, Clock clock, AgencyRequestId id, CancellationToken cancel)
    {
        var asked = await act.Db.Set<AgencyRequest>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        var request = new InvitePerson.Request(
            Clerk, asked.AdmittedAs!.Value, asked.ContactEmail, Establishment: null, InTheNameOf: asked.ChangedBy);
        return await InvitePerson.Run(act, roles, clock, request, cancel) is Outcome<InvitationId>.Refused refused
            ? new Refusal(refused.Reasons)
            : null;
    }
}

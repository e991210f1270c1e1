using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Posts one message into an agency's work group. A robot knows no message ids: what was handed over without an answer
/// may stand in the group already, so a person is asked before it is said twice.
/// </summary>
public static class PostToRobot
{
    public const string JobKind = "notice.robot";

    private static readonly CultureInfo language = CultureInfo.GetCultureInfo("zh-CN");

    /// <param name="Telling">The job whose notices this message is; none for a greeting.</param>
    public sealed record Payload(AgencyId Agency, DoorKind Door, Told Told, JobId? Telling);

    public static void Enqueue(Act act, AgencyRobot robot, Told message, JobId? told) => act.Enqueue(
        JobKind, new Payload(robot.AgencyId, robot.Door, message, told), job =>
        {
            (job.AgencyId, job.ObjectKind, job.ObjectId) = (robot.AgencyId, message.ObjectKind, message.ObjectId);
            job.Retry = RetryClass.AskFirst;
            job.Due = Daytime.For(message.Urgency, act.Now);
        });

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var services = run.Services;
        var payload = run.Payload<Payload>();
        await using var db = services.GetRequiredService<Databases>().OpenForSystem("message to an agency's robot");
        var robot = await db.Set<AgencyRobot>().AsNoTracking()
            .SingleOrDefaultAsync(x => x.AgencyId == payload.Agency && x.Door == payload.Door, cancel);
        if (robot is null)
        {
            return Record(payload, DeliveryState.NotNeeded, null);
        }
        var to = robot.Open(services.GetRequiredService<InForceSource>().Current.Keys);
        await run.Intend(payload.Door.ToString(), cancel);
        var delivery = await services.GetServices<IDoor>().Single(door => door.Kind == payload.Door)
            .Deliver(Message(run, payload.Told, to), cancel);
        if (delivery is not Failed failed)
        {
            return Record(payload, DeliveryState.Sent, null);
        }
        await Outcomes.Note(run, Record(payload, StateAfter(failed), failed.Code), cancel);
        return failed.AsEnd();
    }

    private static DeliveryState StateAfter(Failed failed) => failed.Again switch
    {
        Again.Later => DeliveryState.Waiting,
        Again.Unsure => DeliveryState.Unsure,
        _ => DeliveryState.Failed,
    };

    private static DoorMessage Message(JobRun run, Told told, Receiver to) => new(
        run.Job.Id.ToString(), to, language.Name,
        Texts.Say(told.Urgency is Urgency.Urgent ? "Robot.Subject.Urgent" : "Robot.Subject", language),
        Texts.Sentence(told.Code, told.Arguments, language),
        new Uri(run.Services.GetRequiredService<Site>().Address, ObjectPages.PathOf(told.ObjectKind, told.ObjectId)));

    private static JobEnd.Done Record(Payload payload, DeliveryState state, string? code) => new(async (act, cancel) =>
    {
        if (await act.Db.Set<AgencyRobot>().FindAsync([payload.Agency, payload.Door], cancel) is { } robot)
        {
            (robot.LastState, robot.LastAt, robot.LastCode) = (state, act.Now, code);
        }
        var notices = act.Db.Set<Notice>().Where(x => x.Telling == payload.Telling);
        var deliveries = act.Db.Set<NoticeDelivery>().Where(x => x.Door == payload.Door && notices.Any(notice => notice.Id == x.NoticeId));
        foreach (var delivery in payload.Telling is null ? [] : await deliveries.ToListAsync(cancel))
        {
            (delivery.State, delivery.Code) = (state, code);
            delivery.At = state is DeliveryState.Sent ? act.Now : null;
        }
        return null;
    });
}

using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Sends a person everything that waits for them at one door, as one message. Several jobs may be due for one person:
/// the first takes all, the others find nothing. Sent twice at worst, under one message id, and never lost.
/// </summary>
public static class SendNotices
{
    public const string MailJob = "notice.mail";
    public const string SmsJob = "notice.sms";

    /// <summary>What comes within this time goes in one message.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(2);

    /// <summary>
    /// More messages than this at one door on one day would be a flood: the rest waits for the day's summary.
    /// </summary>
    private const int MessagesADay = 8;

    public sealed record Payload(PersonId Person);

    public static void Enqueue(Act act, PersonId person, DoorKind door, Urgency urgency) =>
        act.Enqueue(door is DoorKind.Sms ? SmsJob : MailJob, new Payload(person), job =>
        {
            var gathered = urgency is Urgency.Urgent ? act.Now : act.Now + Gathering;
            job.Due = door is DoorKind.Sms ? Daytime.For(urgency, gathered) : gathered;
            (job.ObjectKind, job.ObjectId) = ("person", person.ToString());
        });

    public static Task<JobEnd> ByMail(JobRun run, CancellationToken cancel) => Run(run, DoorKind.Mail, cancel);

    public static Task<JobEnd> BySms(JobRun run, CancellationToken cancel) => Run(run, DoorKind.Sms, cancel);

    private static async Task<JobEnd> Run(JobRun run, DoorKind door, CancellationToken cancel)
    {
        var now = run.Services.GetRequiredService<Clock>().Now;
        await using var db = run.Services.GetRequiredService<Databases>().OpenForSystem("sending of notices");
        var person = run.Payload<Payload>().Person;
        var waiting = await Waiting(db, person, door, cancel);
        if (waiting.All(x => x.Urgency is not Urgency.Urgent) && await MessagesToday(db, person, door, now, cancel) >= MessagesADay)
        {
            return JobEnd.Ok;
        }
        return await Send(run, db, person, door, waiting, cancel);
    }

    /// <summary>What has not gone out, and what was refused: it goes along once the address is right.</summary>
    internal static Task<List<Notice>> Waiting(PlatformDb db, PersonId person, DoorKind door, CancellationToken cancel)
    {
        var waiting = db.Set<NoticeDelivery>().Where(x => x.PersonId == person && x.Door == door
            && (x.State == DeliveryState.Waiting || x.State == DeliveryState.Failed));
        return db.Set<Notice>().AsNoTracking().Where(x => waiting.Any(delivery => delivery.NoticeId == x.Id))
            .OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync(cancel);
    }

    private static Task<int> MessagesToday(PlatformDb db, PersonId person, DoorKind door, DateTimeOffset now, CancellationToken cancel)
    {
        var midnight = Clock.At(Clock.DayOf(now), TimeOnly.MinValue);
        return db.Set<NoticeDelivery>().Where(x => x.PersonId == person && x.Door == door && x.At >= midnight)
            .Select(x => x.At).Distinct().CountAsync(cancel);
    }

    internal static async Task<JobEnd> Send(
        JobRun run, PlatformDb db, PersonId id, DoorKind kind, List<Notice> waiting, CancellationToken cancel)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        var wish = NoticeSetting.Of(await db.Set<NoticeSetting>().FindAsync([id], cancel), kind);
        var message = person.ClosedAt is null ? waiting.Where(x => x.ReadAt is null && wish.Take(x.Urgency)).ToList() : [];
        if (message.Count > 0)
        {
            var delivery = await Deliver(run.Services, person, kind, message, cancel);
            if (delivery is Failed failed)
            {
                var state = failed.Again is Again.Never ? DeliveryState.Failed : DeliveryState.Waiting;
                await Outcomes.Note(run, Record(message, [], kind, state, failed.Code), cancel);
                return failed.AsEnd();
            }
        }
        return waiting.Count == 0 ? JobEnd.Ok : Record(message, [.. waiting.Except(message)], kind, DeliveryState.Sent, null);
    }

    private static async Task<Delivery> Deliver(
        IServiceProvider services, Person person, DoorKind kind, List<Notice> message, CancellationToken cancel)
    {
        var keys = services.GetRequiredService<InForceSource>().Current.Keys;
        var address = kind is DoorKind.Mail ? person.Email
            : person.Phone is null ? null
            : keys.OpenField("people", "phone", person.Id.ToString(), new SealedField(person.Phone));
        var door = services.GetServices<IDoor>().SingleOrDefault(x => x.Kind == kind);
        return door is null ? new Failed(Again.Never, "door_closed")
            : address is null ? new Failed(Again.Never, "number_missing")
            : await door.Deliver(Letters.To(person, address, kind, message, services.GetRequiredService<Site>()), cancel);
    }

    private static JobEnd.Done Record(
        List<Notice> message, IReadOnlyList<Notice> leftOut, DoorKind kind, DeliveryState state, string? code) => new(async (act, cancel) =>
    {
        var (sent, unsent) = (message.Select(x => x.Id).ToList(), leftOut.Select(x => x.Id).ToList());
        foreach (var delivery in await act.Db.Set<NoticeDelivery>()
            .Where(x => x.Door == kind && (sent.Contains(x.NoticeId) || unsent.Contains(x.NoticeId))).ToListAsync(cancel))
        {
            var left = unsent.Contains(delivery.NoticeId);
            (delivery.State, delivery.Code) = left ? (DeliveryState.NotNeeded, null) : (state, code);
            delivery.At = delivery.State is DeliveryState.Sent ? act.Now : null;
        }
        return null;
    });
}

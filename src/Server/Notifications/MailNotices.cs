using System.Globalization;
using System.Text;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Mails a person everything that has not left the house yet, as one letter. Several jobs may be due for one person: the first
/// takes all, the others find nothing. Sent twice at worst, under one message id, and never lost.
/// </summary>
public static class MailNotices
{
    public const string JobKind = "notice.mail";
    public const string SummaryJob = "notice.summary";

    /// <summary>What comes within this time goes in one letter.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(2);

    /// <summary>Looked at this often; the letter itself goes out once a day.</summary>
    public static readonly TimeSpan SummaryPeriod = TimeSpan.FromMinutes(10);

    /// <summary>More letters than this on one day would be a flood: the rest waits for the day's summary.</summary>
    private const int LettersADay = 8;
    private static readonly TimeOnly summaryAt = new(8, 30);

    public sealed record Payload(PersonId Person);

    public static void Enqueue(Act act, PersonId person, Urgency urgency) => act.Enqueue(JobKind, new Payload(person), job =>
    {
        job.Due = urgency is Urgency.Urgent ? act.Now : act.Now + Gathering;
        (job.ObjectKind, job.ObjectId) = ("person", person.ToString());
    });

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var now = run.Services.GetRequiredService<Clock>().Now;
        await using var db = run.Services.GetRequiredService<Databases>().OpenForSystem("mail of notices");
        var person = run.Payload<Payload>().Person;
        var waiting = await Waiting(db, person, cancel);
        if (waiting.All(x => x.Urgency is not Urgency.Urgent) && await LettersToday(db, person, now, cancel) >= LettersADay)
        {
            return JobEnd.Ok;
        }
        return await Send(run, db, person, waiting, cancel);
    }

    /// <summary>Once a day, whatever was held back.</summary>
    public static async Task<JobEnd> Summary(JobRun run, CancellationToken cancel)
    {
        var now = run.Services.GetRequiredService<Clock>().Now;
        var today = Clock.At(Clock.DayOf(now), summaryAt);
        if (now < today)
        {
            return JobEnd.Ok;
        }
        await using var db = run.Services.GetRequiredService<Databases>().OpenForSystem("daily summary of notices");
        var heldBack = await db.Set<Notice>().Where(x => x.SentAt == null && x.At < today)
            .Select(x => x.PersonId).Distinct().ToListAsync(cancel);
        JobEnd end = JobEnd.Ok;
        foreach (var person in heldBack)
        {
            var sent = await Send(run, db, person, await Waiting(db, person, cancel), cancel);
            if (sent is JobEnd.Done { Record: { } record })
            {
                await run.Services.GetRequiredService<Actions.Actions>().Do<bool>(
                    run.Actor, OperationId.From(Guid.CreateVersion7(now)), SummaryJob,
                    async act => await record(act, cancel) is { } refusal ? refusal : true, cancel);
            }
            else if (sent is not JobEnd.Done)
            {
                end = sent;
            }
        }
        return end;
    }

    private static Task<List<Notice>> Waiting(PlatformDb db, PersonId person, CancellationToken cancel) =>
        db.Set<Notice>().AsNoTracking().Where(x => x.PersonId == person && x.SentAt == null)
            .OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync(cancel);

    /// <summary>All notices of one letter were sent at one instant.</summary>
    private static Task<int> LettersToday(PlatformDb db, PersonId person, DateTimeOffset now, CancellationToken cancel)
    {
        var midnight = Clock.At(Clock.DayOf(now), TimeOnly.MinValue);
        return db.Set<Notice>().Where(x => x.PersonId == person && x.SentAt >= midnight)
            .Select(x => x.SentAt).Distinct().CountAsync(cancel);
    }

    private static async Task<JobEnd> Send(
        JobRun run, PlatformDb db, PersonId id, List<Notice> waiting, CancellationToken cancel)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        var muted = await db.Set<NoticeSetting>().AnyAsync(x => x.PersonId == id && x.MailMuted, cancel);
        var letter = waiting.Where(x => x.ReadAt is null && (!muted || x.Urgency is Urgency.Urgent)).ToList();
        if (letter.Count > 0 && person.ClosedAt is null)
        {
            var door = run.Services.GetServices<IDoor>().Single(x => x.Kind is DoorKind.Mail);
            var delivery = await door.Deliver(Letter(person, letter, run.Services.GetRequiredService<Site>()), cancel);
            if (delivery is Failed failed)
            {
                return failed.Again switch
                {
                    Again.Later => new JobEnd.Later(failed.Code, failed.After),
                    Again.Unsure => new JobEnd.Unsure(failed.Code),
                    _ => new JobEnd.Dead(failed.Code),
                };
            }
        }
        var gone = waiting.Select(x => x.Id).ToList();
        return gone.Count == 0 ? JobEnd.Ok : new JobEnd.Done(async (act, cancelled) =>
        {
            foreach (var notice in await act.Db.Set<Notice>().Where(x => gone.Contains(x.Id)).ToListAsync(cancelled))
            {
                notice.SentAt = act.Now;
            }
            return null;
        });
    }

    /// <summary>One line per notice, those about one object together with its link.</summary>
    private static DoorMessage Letter(Person person, List<Notice> notices, Site site)
    {
        var language = CultureInfo.GetCultureInfo(person.Language);
        var text = new StringBuilder();
        foreach (var about in notices.GroupBy(x => (x.ObjectKind, x.ObjectId)))
        {
            foreach (var notice in about)
            {
                text.AppendLine(Texts.Sentence(notice, language));
            }
            text.Append(new Uri(site.Address, ObjectPages.PathOf(about.Key.ObjectKind, about.Key.ObjectId))).AppendLine().AppendLine();
        }
        text.Append(Texts.Say("Mail.Why", language));
        var subject = notices.Count == 1
            ? Texts.Say("Mail.Subject.One", language, Texts.Sentence(notices[0], language))
            : Texts.Say("Mail.Subject.Many", language, notices.Count);
        return new DoorMessage(
            notices[^1].Id.ToString(), new Receiver(person.Email), person.Language, subject, text.ToString(),
            new Uri(site.Address, Ui.Paths.Notifications));
    }
}

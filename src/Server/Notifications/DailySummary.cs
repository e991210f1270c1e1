using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>Once a day, each person gets what was held back, as one message a door.</summary>
public static class DailySummary
{
    public const string JobKind = "notice.summary";

    /// <summary>Looked at this often; what came after the day's hour waits for the next day.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private static readonly TimeOnly at = new(8, 30);

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var now = run.Services.GetRequiredService<Clock>().Now;
        var today = Clock.At(Clock.DayOf(now), at);
        if (now < today)
        {
            return JobEnd.Ok;
        }
        await using var db = run.Services.GetRequiredService<Databases>().OpenForSystem("daily summary of notices");
        var old = db.Set<Notice>().Where(x => x.At < today);
        var heldBack = await db.Set<NoticeDelivery>()
            .Where(x => x.State == DeliveryState.Waiting && (x.Door == DoorKind.Mail || x.Door == DoorKind.Sms)
                && old.Any(notice => notice.Id == x.NoticeId))
            .Select(x => new { x.PersonId, x.Door }).Distinct().ToListAsync(cancel);
        var end = JobEnd.Ok;
        foreach (var one in heldBack)
        {
            var waiting = await SendNotices.Waiting(db, one.PersonId, one.Door, cancel);
            switch (await SendNotices.Send(run, db, one.PersonId, one.Door, waiting, cancel))
            {
                case JobEnd.Done done:
                    await Outcomes.Note(run, done, cancel);
                    break;
                case var failed:
                    end = failed;
                    break;
            }
        }
        return end;
    }
}

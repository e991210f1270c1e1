using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// The job that turns what was told into one notice per person, one message for each door that the person wants it by,
/// and one for each robot of the agency whose people were told.
/// </summary>
public static class TellPeople
{
    /// <summary>
    /// Told to the system officers when something waits for a role that nobody holds; about the agency.
    /// </summary>
    public const string OfficeVacant = "office.vacant";

    private const string Supervisor = "supervisor";

    private static readonly DoorKind[] personalDoors = [DoorKind.Mail, DoorKind.Sms];

    public static async Task<Refusal?> Run(Act act, Job job, CancellationToken cancel)
    {
        var told = job.Read<Told>();
        var reached = await Recipients.Resolve(act.Db, told.To, act.Today, cancel);
        var robots = await act.Db.Set<AgencyRobot>().Where(x => x.AgencyId == reached.Agency).ToListAsync(cancel);
        var settings = await act.Db.Set<NoticeSetting>().Where(x => reached.People.Contains(x.PersonId)).ToListAsync(cancel);
        foreach (var person in reached.People)
        {
            var notice = Add(act, told, job, person);
            var setting = settings.Find(x => x.PersonId == person);
            var doors = personalDoors.Where(door => NoticeSetting.Of(setting, door).Take(told.Urgency)).ToList();
            doors.ForEach(door => SendNotices.Enqueue(act, person, door, told.Urgency));
            act.Db.AddRange(doors.Concat(robots.Select(robot => robot.Door))
                .Select(door => new NoticeDelivery { NoticeId = notice, Door = door, PersonId = person }));
        }
        robots.ForEach(robot => PostToRobot.Enqueue(act, robot, told, job.Id));
        if (reached.People.Count == 0 && told.To is { Role: Supervisor, Agency: { } agency })
        {
            await TellOfVacancy(act, reached.Agency ?? agency, cancel);
        }
        return null;
    }

    /// <summary>
    /// What waits for a supervisor waits for ever where there is none: those who can appoint one are told.
    /// </summary>
    private static async Task TellOfVacancy(Act act, AgencyId id, CancellationToken cancel)
    {
        var name = await act.Db.Set<Agency>().Where(x => x.Id == id).Select(x => x.Name).SingleAsync(cancel);
        act.Tell(Recipient.In("system-officer"), OfficeVacant, "agency", id, Urgency.Soon, ("agency", name));
    }

    private static NoticeId Add(Act act, Told told, Job job, PersonId person)
    {
        var notice = new Notice
        {
            Id = act.NewId<NoticeId>(),
            PersonId = person,
            AgencyId = told.To.Agency,
            Telling = job.Id,
            Code = told.Code,
            Arguments = JsonSerializer.Serialize(told.Arguments, AnswerJson.Options),
            ObjectKind = told.ObjectKind,
            ObjectId = told.ObjectId,
            Urgency = told.Urgency,
            At = act.Now,
        };
        act.Db.Add(notice);
        return notice.Id;
    }
}

using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;

namespace Guanwei.Server.Notifications;

/// <summary>The job that turns what was told into one notice per person.</summary>
public static class TellPeople
{
    public static async Task<Refusal?> Run(Act act, Job job, CancellationToken cancel)
    {
        var told = job.Read<Told>();
        foreach (var person in await Recipients.Resolve(act.Db, told.To, act.Today, cancel))
        {
            act.Db.Add(new Notice
            {
                Id = act.NewId<NoticeId>(),
                PersonId = person,
                AgencyId = told.To.Agency,
                Code = told.Code,
                Arguments = JsonSerializer.Serialize(told.Arguments, AnswerJson.Options),
                ObjectKind = told.ObjectKind,
                ObjectId = told.ObjectId,
                Urgency = told.Urgency,
                At = act.Now,
            });
            MailNotices.Enqueue(act, person, told.Urgency);
        }
        return null;
    }
}

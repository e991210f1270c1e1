using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Deadlines;

/// <summary>Since when a deadline rests, and the code of why.</summary>
public readonly record struct Rest(DateTimeOffset Since, string Reason);

/// <summary>Deadlines begin, rest and end here, inside actions.</summary>
public static class Terms
{
    /// <summary>
    /// Starts a deadline in working days whose length the rule in force gives for the agency's level and kind; none
    /// where a rule says that no clock runs by itself.
    /// </summary>
    public static async Task<Deadline?> Start(
        Act act, string objectKind, Guid objectId, AgencyId agencyId, Term term, CancellationToken cancel)
    {
        var scope = await PlaceOfAgency.Read(act.Db, agencyId, cancel);
        if (term.ClockKey is { } key
            && act.InForce.Rules.Resolve(key, scope, act.Today, act.InForce.Profile) is { Yes: false } resting)
        {
            act.Under([resting.Rule.Ref.ToString()]);
            return null;
        }
        var answer = act.InForce.Rules.Resolve(term.RuleKey, scope, act.Today, act.InForce.Profile);
        var due = act.InForce.Calendar.Due(act.Now, answer.Whole, act.InForce.OfficeEnd);
        act.Under([answer.Rule.Ref.ToString()]);
        var deadline = new Deadline
        {
            Id = act.NewId<DeadlineId>(),
            AgencyId = agencyId,
            ObjectKind = objectKind,
            ObjectId = objectId,
            Kind = term.Kind,
            Rule = answer.Rule.Ref.ToString(),
            Started = act.Now,
            WorkingDays = answer.Whole,
            Calendar = due.Calendar,
            Due = due.At,
            Provisional = due.Provisional,
        };
        act.Db.Add(deadline);
        return deadline;
    }

    /// <summary>What runs on the object in working days rests from now on.</summary>
    public static async Task Pause(
        Act act, string objectKind, Guid objectId, string reason, string words, CancellationToken cancel)
    {
        foreach (var deadline in await Running(act, objectKind, objectId, cancel))
        {
            if (deadline is { WorkingDays: not null, PausedAt: null })
            {
                act.Db.Add(deadline.Pause(act.Now, reason, words, act.Actor.Person));
                act.Under([deadline.Rule]);
            }
        }
    }

    /// <summary>What rests on the object runs again: the days spent resting do not count.</summary>
    public static async Task Resume(Act act, string objectKind, Guid objectId, CancellationToken cancel)
    {
        foreach (var deadline in await Running(act, objectKind, objectId, cancel))
        {
            Resume(act, deadline);
        }
    }

    /// <summary>Whatever runs on the object, or rests, is met or missed now.</summary>
    public static async Task EndRunning(Act act, string objectKind, Guid objectId, CancellationToken cancel)
    {
        foreach (var deadline in await Running(act, objectKind, objectId, cancel))
        {
            Resume(act, deadline);
            if (act.Now <= deadline.Due)
            {
                deadline.MetAt = act.Now;
            }
            else
            {
                deadline.MissedAt = deadline.Due;
            }
        }
    }

    /// <summary>Of these objects, those whose deadline rests: since when and by which code.</summary>
    public static async Task<Dictionary<Guid, Rest>> Resting(PlatformDb db, IEnumerable<Guid> objects, CancellationToken cancel) =>
        (await db.Set<Deadline>().Where(x => objects.Contains(x.ObjectId) && x.PausedAt != null && x.MetAt == null && x.MissedAt == null)
            .Select(x => new { x.ObjectId, x.PausedAt, x.PauseReason }).ToListAsync(cancel))
            .ToDictionary(x => x.ObjectId, x => new Rest(x.PausedAt!.Value, x.PauseReason!));

    private static void Resume(Act act, Deadline deadline)
    {
        if (deadline.PausedAt is not null)
        {
            deadline.Resume(act.Now, act.Actor.Person, act.InForce.Calendar, act.InForce.OfficeEnd);
            act.Under([deadline.Rule]);
        }
    }

    private static Task<List<Deadline>> Running(Act act, string objectKind, Guid objectId, CancellationToken cancel) =>
        act.Db.Set<Deadline>()
            .Where(x => x.ObjectKind == objectKind && x.ObjectId == objectId && x.MetAt == null && x.MissedAt == null)
            .ToListAsync(cancel);
}

using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Deadlines;

/// <summary>Deadlines begin and end here, inside actions.</summary>
public static class Terms
{
    /// <summary>Starts a deadline in working days whose length the rule in force gives for the agency's level and kind.</summary>
    public static async Task<Deadline> Start(
        Act act, string objectKind, Guid objectId, AgencyId agencyId, Term term, CancellationToken cancel)
    {
        var agency = await act.Db.Set<Agency>().Where(x => x.Id == agencyId)
            .Select(x => new { x.Level, x.Kind, x.RegionCode }).SingleOrDefaultAsync(cancel);
        var scope = agency is null
            ? Scope.Everywhere
            : new Scope(agency.Level, agency.Kind, Region: agency.RegionCode);
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

    /// <summary>Whatever runs on the object is met or missed now.</summary>
    public static async Task EndRunning(Act act, string objectKind, Guid objectId, CancellationToken cancel)
    {
        var deadlines = act.Db.Set<Deadline>();
        var running = await deadlines
            .Where(x => x.ObjectKind == objectKind && x.ObjectId == objectId && x.MetAt == null && x.MissedAt == null)
            .ToListAsync(cancel);
        foreach (var deadline in running)
        {
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
}

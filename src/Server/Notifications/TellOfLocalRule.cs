using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.RuleBooks;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Tells whoever may be the second person that a local rule waits: the agency's other supervisors; where it has none, the system
/// officers. And tells who entered it what was decided.
/// </summary>
public static class TellOfLocalRule
{
    public const string DecidedJob = "local-rule.tell-decided";

    private const string Supervisor = "supervisor";

    private sealed record Entered(LocalRuleId Rule);

    private sealed record Happened(Guid Id);

    public static async Task<Refusal?> Waiting(Act act, Job job, CancellationToken cancel)
    {
        var id = job.Read<Entered>().Rule;
        var rule = await act.Db.Set<LocalRule>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        var today = act.Today;
        var others = await act.Db.Set<Appointment>().Where(x => x.AgencyId == rule.AgencyId && x.Role == Supervisor
            && x.PersonId != rule.EnteredBy && x.From <= today && (x.To == null || today <= x.To))
            .Select(x => x.PersonId).Distinct().ToListAsync(cancel);
        var recipients = others.Count > 0 ? others.Select(Recipient.Of) : [Recipient.In("system-officer")];
        foreach (var recipient in recipients)
        {
            act.Tell(recipient, "local-rule.waiting", LocalRule.Kind, id, arguments: [("rule", rule.RuleId), ("key", rule.Key)]);
        }
        return null;
    }

    public static async Task<Refusal?> Decided(Act act, Job job, CancellationToken cancel)
    {
        var id = LocalRuleId.From(job.Read<Happened>().Id);
        var rule = await act.Db.Set<LocalRule>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        if (rule.EnteredBy is { } first)
        {
            act.Tell(
                Recipient.Of(first), rule.State is LocalRuleState.Approved ? "local-rule.approved" : "local-rule.rejected",
                LocalRule.Kind, id, arguments: [("rule", rule.RuleId), ("key", rule.Key)]);
        }
        return null;
    }
}

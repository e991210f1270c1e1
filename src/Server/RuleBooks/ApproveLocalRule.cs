using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>A second person has compared the row with its document: it stands in the book from its first day on.</summary>
public static class ApproveLocalRule
{
    public const string Verb = "local-rule.approve";

    public sealed record Request(LocalRuleId Id, int Version);

    public static async Task<Outcome<LocalRuleId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var rule = await act.Db.Set<LocalRule>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (rule is null)
        {
            return Refusals.NotFound();
        }
        // Before the book is read to be compared with: whatever is approved after this takes the same number, and one of both fails.
        var number = await LocalBook.Approvals(act.Db, cancel) + 1;
        if (await LocalRule.Table.Make(act, rule, request.Version, Said.Nothing, cancel) is { } refusal)
        {
            return refusal;
        }
        act.Under([rule.Ref.ToString()]);
        act.Db.Add(new LocalRow
        {
            Number = number,
            Draft = rule.Id,
            RuleId = rule.RuleId,
            RuleVersion = rule.RuleVersion,
            Row = rule.Row,
        });
        return rule.Id;
    }
}

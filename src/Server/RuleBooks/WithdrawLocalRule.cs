using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>The agency takes back what it entered before anybody decided about it.</summary>
public static class WithdrawLocalRule
{
    public const string Verb = "local-rule.withdraw";

    public sealed record Request(LocalRuleId Id, int Version);

    public static async Task<Outcome<LocalRuleId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var rule = await act.Db.Set<LocalRule>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (rule is null)
        {
            return Refusals.NotFound();
        }
        return await LocalRule.Table.Make(act, rule, request.Version, Said.Nothing, cancel) is { } refusal
            ? refusal
            : rule.Id;
    }
}

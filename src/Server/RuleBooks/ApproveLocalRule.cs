using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>A second person has compared the row with its document: it stands in the book from its first day on.</summary>
public static class ApproveLocalRule
{
    public const string Verb = "local-rule.approve";

    /// <param name="Book">Digest of the book against which the second person saw what changes; empty where nobody looked at a page.</param>
    public sealed record Request(LocalRuleId Id, int Version, string? Book = null);

    public static async Task<Outcome<LocalRuleId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var rule = await act.Db.Set<LocalRule>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (rule is null)
        {
            return Refusals.NotFound();
        }
        // What they saw change was reckoned against a book that is not in force any more.
        if (request.Book is { Length: > 0 } seen && (await LocalBook.Read(act.Db, cancel)).Book.Digest != seen)
        {
            return new Refusal([Refusals.Because("LOCAL_RULE_BOOK_CHANGED", new Place("local-rule"))]);
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

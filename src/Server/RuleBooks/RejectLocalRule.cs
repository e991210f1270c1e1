using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>A second person does not let the row into the book, and says why.</summary>
public static class RejectLocalRule
{
    public const string Verb = "local-rule.reject";

    public const int LongestWords = 500;

    public sealed record Request(LocalRuleId Id, int Version, string? Words);

    public static async Task<Outcome<LocalRuleId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var rule = await act.Db.Set<LocalRule>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (rule is null)
        {
            return Refusals.NotFound();
        }
        var words = request.Words?.Trim() ?? "";
        if (words.Length is 0 or > LongestWords)
        {
            return Refusal.Of(Refusals.Because(
                "LOCAL_RULE_WORDS_MISSING", new Place("decision", "words"), Argument.Number("max", LongestWords)));
        }
        return await LocalRule.Table.Make(act, rule, request.Version, new Said([], words), cancel) is { } refusal
            ? refusal
            : rule.Id;
    }
}

using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>A supervisor of a province or city enters a local rule for their own region, or the next version of one.</summary>
public static class EnterLocalRule
{
    public const string Verb = "local-rule.enter";

    /// <summary>Tells the second person.</summary>
    public const string TellJob = "local-rule.tell";

    // 地方: what a local rule is called in the book.
    private const string Series = "DF";

    public static Reason NotTheirs => Refusals.Because("LOCAL_RULE_AGENCY_LEVEL", new Place("local-rule", "region"));

    public sealed record Request(LocalRuleForm Form);

    public static async Task<Outcome<LocalRuleId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var home = act.Actor.Agency;
        if (await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == home, cancel) is not { } agency)
        {
            return Refusals.NotFound();
        }
        if (!await RuleMakers.May(act.Db, agency, cancel))
        {
            return new Refusal([NotTheirs]);
        }
        var form = request.Form;
        var earlier = await Latest(act, form.Replaces, cancel);
        if (earlier is null && !string.IsNullOrEmpty(form.Replaces))
        {
            return Refusals.NotFound();
        }
        var (book, _) = await LocalBook.Read(act.Db, cancel);
        var id = earlier?.Id ?? await act.NextNumber(Series, cancel);
        var (row, wrong) = LocalRuleReading.Read(form, agency, book, earlier, id);
        if (row is null)
        {
            return new Refusal(wrong);
        }
        if (LocalBook.Against(book, row) is { Count: > 0 } unfit)
        {
            return new Refusal(unfit);
        }
        var rule = new LocalRule
        {
            Id = act.NewId<LocalRuleId>(),
            AgencyId = agency.Id,
            RuleId = row.Id,
            RuleVersion = row.Version,
            Key = row.Key,
            Row = RuleJson.Write(row),
            EnteredBy = act.Actor.Person,
            EnteredAt = act.Now,
        };
        act.Touch(rule);
        act.Db.Add(rule);
        act.About(LocalRule.Kind, rule.Id, agency.Id, rule);
        act.Under([row.Ref.ToString()]);
        act.Enqueue(TellJob, new { Rule = rule.Id });
        return rule.Id;
    }

    /// <summary>
    /// The highest version there is, whatever became of it: numbers are never given twice. Only of one's own agency's rules.
    /// </summary>
    private static async Task<Rule?> Latest(Act act, string? ruleId, CancellationToken cancel)
    {
        var home = act.Actor.Agency;
        return (await act.Db.Set<LocalRule>().Where(x => x.RuleId == ruleId && x.AgencyId == home)
            .OrderByDescending(x => x.RuleVersion).FirstOrDefaultAsync(cancel))?.Rule;
    }
}

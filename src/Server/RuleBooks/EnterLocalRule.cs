using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
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

    public sealed record Request(LocalRuleForm Form);

    public static async Task<Outcome<LocalRuleId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var home = act.Actor.Agency;
        if (await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == home, cancel) is not { } agency)
        {
            return Refusals.NotFound();
        }
        var (book, _) = await LocalBook.Read(act.Db, cancel);
        var (read, refusal) = await Read(act.Db, agency, request.Form, book, cancel);
        if (read is null)
        {
            return refusal!;
        }
        var row = read.Id == LocalRuleReading.NotNumberedYet ? read with { Id = await act.NextNumber(Series, cancel) } : read;
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
    /// The row that the form means, or all that stands against it. An agency that may make no rules, because it has lost what lay
    /// below it or came by them from another, still may end those that are its own.
    /// </summary>
    public static async Task<(Rule? Row, Refusal? Refusal)> Read(
        PlatformDb db, Agency agency, LocalRuleForm form, RuleBook book, CancellationToken cancel)
    {
        var earlier = await Latest(db, agency, form.Replaces, cancel);
        if (earlier is null && !string.IsNullOrEmpty(form.Replaces))
        {
            return (null, Refusals.NotFound());
        }
        var may = await RuleMakers.May(db, agency, cancel);
        if (!may && earlier is null)
        {
            return (null, new Refusal([NotTheirs("LOCAL_RULE_AGENCY_LEVEL")]));
        }
        var (row, wrong) = LocalRuleReading.Read(form, agency, book, earlier, LocalRuleReading.NotNumberedYet);
        return row is null ? (null, new Refusal(wrong))
            : !may && !Ends(row, book) ? (null, new Refusal([NotTheirs("LOCAL_RULE_ONLY_ENDED")]))
            : LocalBook.Against(book, row) is { Count: > 0 } unfit ? (null, new Refusal(unfit))
            : (row, null);
    }

    /// <summary>
    /// The highest version there is, whatever became of it: numbers are never given twice. Only of one's own agency's rules.
    /// </summary>
    public static async Task<Rule?> Latest(PlatformDb db, Agency agency, string? ruleId, CancellationToken cancel) =>
        (await db.Set<LocalRule>().AsNoTracking().Where(x => x.RuleId == ruleId && x.AgencyId == agency.Id)
            .OrderByDescending(x => x.RuleVersion).FirstOrDefaultAsync(cancel))?.Rule;

    /// <summary>Says what the version in the book says, for the same, until a last day.</summary>
    private static bool Ends(Rule row, RuleBook book) =>
        row.To is not null && book.Rules.LastOrDefault(x => x.Id == row.Id) is { } standing
        && RuleJson.Write(standing)
            == RuleJson.Write(row with { Version = standing.Version, From = standing.From, To = standing.To, Source = standing.Source });

    private static Reason NotTheirs(string code) => Refusals.Because(code, new Place("local-rule", "region"));
}

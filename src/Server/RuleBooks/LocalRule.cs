using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

public enum LocalRuleState
{
    Draft,
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>
/// One version of a local rule (地方规定): a row of the same shape as those that ship with the program, entered by a province's
/// or city's supervisor and approved by a second person. An approved one never changes; what changes or ends is a new version.
/// </summary>
public sealed class LocalRule : WorkflowObject<LocalRuleState>
{
    public const string Kind = "local-rule";

    private static readonly string[] deciders = ["supervisor", "system-officer"];

    private static readonly Guard<LocalRule> secondPerson = new("a second person", (act, rule) => new(
        rule.EnteredBy is { } first && first == act.Actor.Person ? [Refusals.Because("LOCAL_RULE_OWN")] : []));

    private static readonly Guard<LocalRule> own = new("the agency's own", (act, rule) => new(
        rule.AgencyId == act.Actor.Agency ? [] : [Refusals.Because("LOCAL_RULE_NOT_OWN")]));

    private static readonly Guard<LocalRule> fits = new(
        "the book takes it", async (act, rule) => await LocalBook.Against(act.Db, rule.Rule, default));

    public static readonly Workflow<LocalRuleState, LocalRule> Table = new(Kind,
    [
        new(LocalRuleState.Draft, ApproveLocalRule.Verb, deciders, LocalRuleState.Approved, [secondPerson, fits]),
        new(LocalRuleState.Draft, RejectLocalRule.Verb, deciders, LocalRuleState.Rejected, [secondPerson]),
        new(LocalRuleState.Draft, WithdrawLocalRule.Verb, ["supervisor"], LocalRuleState.Withdrawn, [own]),
    ]);

    public required LocalRuleId Id
    {
        get;
        init
        {
            field = value;
            ObjectId = value.Value;
        }
    }

    /// <summary>The rule's id in the book, DF-2026-000001; all its versions have it.</summary>
    public required string RuleId { get; init; }

    public required int RuleVersion { get; init; }

    public required string Key { get; init; }

    /// <summary>The row in canonical JSON, as the book digests it.</summary>
    public required string Row { get; init; }

    public required PersonId? EnteredBy { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    /// <exception cref="RuleBookException">The stored text is no rule of this program.</exception>
    public Rule Rule => RuleJson.ReadRow($"{RuleId}@{RuleVersion}", Row);

    public RuleRef Ref => new(RuleId, RuleVersion);

    public static void Map(ModelBuilder model)
    {
        model.Entity<LocalRule>(rule =>
        {
            rule.ToTable("local_rules");
            rule.HasKey(x => x.Id);
            rule.HasIndex(x => new { x.RuleId, x.RuleVersion }).IsUnique();
            rule.Ignore(x => x.Rule);
            rule.Ignore(x => x.Ref);
        });
        LocalRow.Map(model);
    }
}

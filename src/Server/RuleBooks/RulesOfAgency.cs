using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>
/// The local rules an agency entered. They are its successor's, who may enter the next version or end them; an agency that is
/// closed without one has ended them before, or nobody could.
/// </summary>
internal sealed class RulesOfAgency : IHeldByAgency
{
    public string Kind => "local-rules";

    public string ListOf(AgencyId agency) => $"{RuleRoutes.Local}?agency={agency}";

    public async Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        (await Standing(db, agency, cancel)).Count;

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel) =>
        to is null ? [] : [.. (await Standing(db, from, cancel)).Select(x => new HeldItem(x.ObjectId, $"{x.Ref} {Texts.Key(x.Key)}"))];

    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        return handover.IsWhole
            ? await act.Db.Set<LocalRule>().Where(x => x.AgencyId == from).Select(x => x.ObjectId).ToListAsync(cancel)
            : [];
    }

    /// <summary>What waits to be approved, and the last approved version of each rule that no version has given a last day.</summary>
    private static async Task<List<LocalRule>> Standing(PlatformDb db, AgencyId agency, CancellationToken cancel)
    {
        var rules = await db.Set<LocalRule>().AsNoTracking()
            .Where(x => x.AgencyId == agency && (x.State == LocalRuleState.Draft || x.State == LocalRuleState.Approved))
            .OrderBy(x => x.RuleId).ThenBy(x => x.RuleVersion).ToListAsync(cancel);
        return [.. rules.Where(x => x.State is LocalRuleState.Draft
            || (LocalRulePage.Read(x) is { To: null }
                && rules.TrueForAll(y => y.RuleId != x.RuleId || y.State is LocalRuleState.Draft || y.RuleVersion <= x.RuleVersion)))];
    }
}

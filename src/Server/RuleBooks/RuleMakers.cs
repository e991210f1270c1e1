using Guanwei.Rules;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>
/// Who may enter local rules: what heads a province or a city (省、市主管本地区的单位). That is seen from the tree: an organ of
/// that level that answers to its territory and has agencies of a lower level directly below it. A bureau, a library or a
/// company of the same level has none.
/// </summary>
public static class RuleMakers
{
    /// <param name="db">Sees what lies below the agency.</param>
    public static async Task<bool> May(PlatformDb db, Agency? agency, CancellationToken cancel) =>
        agency is { Level: AgencyLevel.Provincial or AgencyLevel.Prefecture, Kind: AgencyKind.Administrative, Vertical: false, ClosedAt: null }
        && await Below(db, agency).AnyAsync(cancel);

    private static IQueryable<Agency> Below(PlatformDb db, Agency agency)
    {
        var (id, lower) = (agency.Id, Enum.GetValues<AgencyLevel>()
            .Where(level => level > agency.Level && level is not AgencyLevel.HkMacao).ToArray());
        return db.Set<Agency>().Where(x => x.ParentId == id && !x.Vertical && x.ClosedAt == null
            && x.Kind == AgencyKind.Administrative && lower.Contains(x.Level));
    }
}

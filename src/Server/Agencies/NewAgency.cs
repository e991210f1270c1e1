using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// Puts an agency into the tree with its first name and parent. Entering, admitting and importing all come here.
/// </summary>
internal static class NewAgency
{
    public static async Task<Outcome<Agency>> Add(
        Act act, AgencyEntry typed, AgencyId? parentId, CodeNeed need, CancellationToken cancel)
    {
        var entry = typed.Tidied();
        var (wrong, rules) = EntryCheck.Of(entry, need, act.InForce, act.Today);
        var reasons = wrong.ToList();
        reasons.AddRange(await Above(act, parentId, cancel));
        reasons.AddRange(await TooHigh(act, entry.Level, parentId, cancel));
        if (await IsNameTaken(act, entry.Name, parentId, cancel))
        {
            reasons.Add(AgencyReasons.NameTaken(entry.Name!));
        }
        if (await HolderOf(act, entry.CreditCode, cancel) is { AgencyId: not null })
        {
            reasons.Add(AgencyReasons.CodeTaken(entry.CreditCode!));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var agency = new Agency
        {
            Id = act.NewId<AgencyId>(),
            Name = entry.Name!,
            CreditCode = entry.CreditCode,
            Level = entry.Level!.Value,
            Kind = entry.Kind!.Value,
            RegionCode = entry.RegionCode!,
            ParentId = parentId,
            Vertical = entry.Vertical,
            MailDomain = entry.MailDomain,
        };
        act.Under(rules);
        act.Touch(agency);
        act.Db.Add(agency);
        act.Db.Add(new AgencyName { AgencyId = agency.Id, From = act.Today, Name = agency.Name });
        if (parentId is { } parent)
        {
            act.Db.Add(new AgencyParent
            {
                AgencyId = agency.Id,
                Kind = agency.Vertical ? ParentKind.System : ParentKind.Territorial,
                From = act.Today,
                ParentId = parent,
            });
        }
        await Hold(act, agency.Id, agency.CreditCode, cancel);
        await AgencyTree.Place(act, agency, cancel);
        return agency;
    }

    /// <summary>Two open units of one name under one parent could not be told apart.</summary>
    public static Task<bool> IsNameTaken(
        Act act, string? name, AgencyId? parent, CancellationToken cancel, AgencyId except = default) =>
        act.Db.Set<Agency>().AnyAsync(
            x => x.Name == name && x.ParentId == parent && x.ClosedAt == null && x.Id != except, cancel);

    /// <summary>
    /// A county that could enter a province's office below itself could also make the province's rules.
    /// </summary>
    public static async Task<IEnumerable<Reason>> TooHigh(
        Act act, AgencyLevel? level, AgencyId? parentId, CancellationToken cancel) =>
        level is { } asked && await act.Db.Set<Agency>().FirstOrDefaultAsync(x => x.Id == parentId, cancel) is { } parent
            && asked < parent.Level
            ? [AgencyReasons.LevelAboveParent()]
            : [];

    public static async Task<AgencyCode?> HolderOf(Act act, string? code, CancellationToken cancel) =>
        code is null ? null : await act.Db.Set<AgencyCode>().FindAsync([code], cancel);

    /// <summary>Takes the code for the agency, over a mere request where one waits.</summary>
    public static async Task Hold(Act act, AgencyId agency, string? code, CancellationToken cancel)
    {
        if (code is null)
        {
            return;
        }
        if (await HolderOf(act, code, cancel) is { } asked)
        {
            asked.AgencyId = agency;
        }
        else
        {
            act.Db.Add(new AgencyCode { Code = code, AgencyId = agency });
        }
    }

    private static async Task<IEnumerable<Reason>> Above(Act act, AgencyId? parentId, CancellationToken cancel)
    {
        if (parentId is not { } id)
        {
            // Only the installation itself stands above the whole tree.
            return act.Actor.Scope.Everything ? [] : [AgencyReasons.ParentMissing()];
        }
        var isOpen = await act.Db.Set<Agency>().AnyAsync(x => x.Id == id && x.ClosedAt == null, cancel);
        return isOpen ? [] : [AgencyReasons.ParentUnknown()];
    }
}

using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>The units directly below; closed ones stay where they stood.</summary>
internal sealed class UnitsOfAgency : IHeldByAgency
{
    public string Kind => "units";

    public string ListOf(AgencyId agency) => $"/agencies?under={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        Below(db, agency).CountAsync(cancel);

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel) =>
        await Below(db, from).OrderBy(x => x.Name).Select(x => new HeldItem(x.Id.Value, x.Name, null)).ToListAsync(cancel);

    public async Task<IReadOnlyList<Reason>> Against(PlatformDb db, Handover handover, CancellationToken cancel)
    {
        var (from, to) = (handover.From.Id, handover.To.Id);
        var units = await Passing(db, handover, cancel);
        var (ids, names) = (units.Select(x => x.Id).ToList(), units.Select(x => x.Name).ToList());
        var reasons = new List<Reason>();
        // A unit that is being entered has no closure rows yet: it stands where its parent stands.
        var place = handover.To.ParentId ?? to;
        if (await db.Set<AgencyClosure>().AnyAsync(
            x => ids.Contains(x.AncestorId) && (x.DescendantId == to || x.DescendantId == place), cancel))
        {
            reasons.Add(AgencyReasons.Circle());
        }
        var taken = await Below(db, to).Where(x => x.Id != from && names.Contains(x.Name)).Select(x => x.Name).ToListAsync(cancel);
        reasons.AddRange(taken.Order(StringComparer.Ordinal).Select(AgencyReasons.NameTaken));
        return reasons;
    }

    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var (from, to) = (handover.From.Id, handover.To.Id);
        var units = await Passing(act.Db, handover, cancel);
        var dated = await Dated(act, from, cancel);
        foreach (var row in dated.Where(x => handover.Takes(x.AgencyId.Value)))
        {
            Date(act, row, to);
        }
        foreach (var unit in units)
        {
            if (dated.TrueForAll(row => row.AgencyId != unit.Id))
            {
                act.Db.Add(new AgencyParent
                {
                    AgencyId = unit.Id, Kind = unit.Vertical ? ParentKind.System : ParentKind.Territorial, From = act.Today, ParentId = to,
                });
            }
            act.Touch(unit);
            if (!await AgencyTree.Move(act, unit, to, cancel))
            {
                throw new InvalidOperationException($"{unit.Id} was handed over to a unit below it.");
            }
        }
        return [.. units.Select(x => x.Id.Value)];
    }

    /// <summary>
    /// Where the unit stood before stays as it was; from today on, or from the day planned, it stands under the other.
    /// </summary>
    private static void Date(Act act, AgencyParent row, AgencyId to)
    {
        if (row.From >= act.Today)
        {
            row.ParentId = to;
            return;
        }
        act.Db.Add(new AgencyParent { AgencyId = row.AgencyId, Kind = row.Kind, From = act.Today, To = row.To, ParentId = to });
        row.To = act.Today.AddDays(-1);
    }

    /// <summary>Every row by which an open unit stands, or will stand, under this one.</summary>
    private static Task<List<AgencyParent>> Dated(Act act, AgencyId above, CancellationToken cancel)
    {
        var (today, open) = (act.Today, act.Db.Set<Agency>().Where(x => x.ClosedAt == null));
        return act.Db.Set<AgencyParent>()
            .Where(x => x.ParentId == above && (x.To == null || x.To >= today) && open.Any(unit => unit.Id == x.AgencyId))
            .ToListAsync(cancel);
    }

    private static async Task<List<Agency>> Passing(PlatformDb db, Handover handover, CancellationToken cancel) =>
        [.. (await Below(db, handover.From.Id).OrderBy(x => x.Id).ToListAsync(cancel)).Where(x => handover.Takes(x.Id.Value))];

    private static IQueryable<Agency> Below(PlatformDb db, AgencyId agency) =>
        db.Set<Agency>().Where(x => x.ParentId == agency && x.ClosedAt == null);
}

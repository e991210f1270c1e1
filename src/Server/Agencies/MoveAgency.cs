using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>A unit with everything below it comes under another one from a day on; the history keeps where it stood before.</summary>
public static class MoveAgency
{
    public const string Verb = "agency.move";

    /// <summary>It stands under another unit from now on.</summary>
    public const string Moved = "agency.moved";

    public sealed record Request(AgencyId Agency, int Version, AgencyId? Parent, DateOnly From);

    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var kind = agency.Vertical ? ParentKind.System : ParentKind.Territorial;
        var rows = await act.Db.Set<AgencyParent>()
            .Where(x => x.AgencyId == agency.Id && x.Kind == kind).OrderBy(x => x.From).ToListAsync(cancel);
        var reasons = await Against(act, agency, request, rows, cancel);
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        Date(act, agency.Id, kind, request, rows);
        if (request.From > act.Today)
        {
            Reform.OnDay(act, agency.Id, request.From);
            return agency.Id;
        }
        if (!await AgencyTree.Move(act, agency, request.Parent, cancel))
        {
            return Refusal.Of(AgencyReasons.Circle());
        }
        act.Happen(Moved, agency.Id);
        return agency.Id;
    }

    private static async Task<List<Reason>> Against(
        Act act, Agency agency, Request request, List<AgencyParent> rows, CancellationToken cancel)
    {
        var reasons = Reform.NotAllowed(act, agency).ToList();
        var last = rows.LastOrDefault();
        if (last is not null && request.From < last.From)
        {
            reasons.Add(AgencyReasons.Before(last.From));
        }
        if (request.Parent is not { } parent)
        {
            if (!act.Actor.Scope.Everything)
            {
                reasons.Add(AgencyReasons.ParentMissing());
            }
            return reasons;
        }
        if (last is { To: null } && last.ParentId == parent)
        {
            reasons.Add(AgencyReasons.SameParent());
        }
        if (!await act.Db.Set<Agency>().AnyAsync(x => x.Id == parent && x.ClosedAt == null, cancel))
        {
            reasons.Add(AgencyReasons.ParentUnknown());
        }
        // Told today even when the move is for a day to come; asked again on that day.
        else if (await act.Db.Set<AgencyClosure>().AnyAsync(x => x.AncestorId == agency.Id && x.DescendantId == parent, cancel))
        {
            reasons.Add(AgencyReasons.Circle());
        }
        if (await NewAgency.IsNameTaken(act, agency.Name, parent, cancel, except: agency.Id))
        {
            reasons.Add(AgencyReasons.NameTaken(agency.Name));
        }
        return reasons;
    }

    private static void Date(Act act, AgencyId agency, ParentKind kind, Request request, List<AgencyParent> rows)
    {
        var last = rows.LastOrDefault();
        if (last?.From == request.From)
        {
            if (request.Parent is { } instead)
            {
                last.ParentId = instead;
                last.To = null;
            }
            else
            {
                act.Db.Remove(last);
            }
            return;
        }
        if (last is not null)
        {
            last.To = request.From.AddDays(-1);
        }
        if (request.Parent is { } parent)
        {
            act.Db.Add(new AgencyParent { AgencyId = agency, Kind = kind, From = request.From, ParentId = parent });
        }
    }
}

using Guanwei.Rules;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// Those under way; what was decided, withdrawn or certified holds nothing. All pass on when the unit is no more:
/// somebody must answer for what lies in them. Of a unit that remains, the certified ones go with the account that they
/// led to, and what was refused or withdrawn since it was chosen stays.
/// </summary>
internal sealed class ApplicationsOfAgency : IHeldByAgency
{
    public string Kind => "applications";

    public string ListOf(AgencyId agency) => $"/applications?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<OpeningApplication>().Where(UnderWay.Is).CountAsync(x => x.AgencyId == agency, cancel);

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel) =>
        [.. (await db.Set<OpeningApplication>().AsNoTracking().Where(x => x.AgencyId == from).OrderBy(x => x.Number).ToListAsync(cancel))
            .Where(x => to is not null || UnderWay.Has(x))
            .Select(x => new HeldItem(x.ObjectId, $"{x.Number} {x.Name}".Trim(), Texts.Say($"application.{x.State}")))];

    public async Task<IReadOnlyList<Reason>> Against(PlatformDb db, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        var inReview = await db.Set<OpeningApplication>()
            .Where(x => x.AgencyId == from && x.State == ApplicationState.InReview).Select(x => x.ObjectId).ToListAsync(cancel);
        return handover.To.ParentId is null && inReview.Exists(handover.Takes)
            ? [Refusals.Because("HEIR_WITHOUT_SUPERVISOR", new Place("agency", "parent"))]
            : [];
    }

    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        var withAccounts = (await act.Db.Set<Account>().Where(x => x.AgencyId == from)
            .Select(x => new { x.Id, x.ApplicationId }).ToListAsync(cancel))
            .Where(x => handover.Takes(x.Id.Value)).Select(x => x.ApplicationId).ToHashSet();
        var applications = (await act.Db.Set<OpeningApplication>().Where(x => x.AgencyId == from).ToListAsync(cancel))
            .FindAll(x => withAccounts.Contains(x.ObjectId) || (handover.Takes(x.ObjectId) && (handover.IsWhole || !IsOver(x))));
        foreach (var application in applications)
        {
            application.SaysOfItself(act, handover.To.Id, handover.Verb, $"{handover.From.Name} → {handover.To.Name}");
            if (UnderWay.Has(application))
            {
                application.AgencyName = handover.To.Name;
                application.Redirect(act, application.ReviewingAgency is null ? null : handover.To.ParentId);
            }
        }
        var ids = applications.ConvertAll(x => x.ObjectId);
        await HandOverNames(act, handover, ids, cancel);
        await HandOverReviews(act, handover, cancel);
        return ids;
    }

    private static bool IsOver(OpeningApplication application) =>
        application.State is ApplicationState.Rejected or ApplicationState.Withdrawn;

    private static async Task HandOverNames(Act act, Handover handover, List<Guid> applications, CancellationToken cancel)
    {
        var from = handover.From.Id;
        foreach (var name in (await act.Db.Set<NameReservation>().Where(x => x.HolderId == from).ToListAsync(cancel))
            .Where(x => handover.IsWhole || applications.Contains(x.ObjectId)))
        {
            act.Db.Entry(name).Property(x => x.HolderId).CurrentValue = handover.To.Id;
            act.Db.Entry(name).Property(x => x.Holder).CurrentValue = handover.To.Name;
        }
    }

    /// <summary>What waits for the unit to decide, of units that pass over with it, waits for its successor.</summary>
    private static async Task HandOverReviews(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        foreach (var application in (await act.Db.Set<OpeningApplication>()
            .Where(UnderWay.Is).Where(x => x.ReviewingAgency == from && x.AgencyId != from).ToListAsync(cancel))
            .Where(x => handover.Takes(x.AgencyId.Value)))
        {
            application.SaysOfItself(act, application.AgencyId, handover.Verb, $"→ {handover.To.Name}");
            application.Redirect(act, handover.To.Id);
            act.Touch(application);
        }
    }
}

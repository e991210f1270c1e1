using System.Linq.Expressions;
using Guanwei.Rules;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// Those under way; what was decided, withdrawn or certified holds nothing. All pass on when the unit is no more: somebody must
/// answer for what lies in them. Of a unit that remains, the certified ones go with the account that they led to.
/// </summary>
internal sealed class ApplicationsOfAgency : IHeldByAgency
{
    private static readonly Expression<Func<OpeningApplication, bool>> isUnderWay = x =>
        x.State != ApplicationState.Certified && x.State != ApplicationState.Rejected && x.State != ApplicationState.Withdrawn;

    private static readonly Func<OpeningApplication, bool> underWay = isUnderWay.Compile();

    public string Kind => "applications";

    public string ListOf(AgencyId agency) => $"/applications?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<OpeningApplication>().Where(isUnderWay).CountAsync(x => x.AgencyId == agency, cancel);

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel) =>
        [.. (await db.Set<OpeningApplication>().AsNoTracking().Where(x => x.AgencyId == from).OrderBy(x => x.Number).ToListAsync(cancel))
            .Where(x => to is not null || underWay(x))
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
            .FindAll(x => handover.Takes(x.ObjectId) || withAccounts.Contains(x.ObjectId));
        foreach (var application in applications)
        {
            act.Db.Add(StepOf(act, handover, application));
            if (underWay(application))
            {
                application.AgencyName = handover.To.Name;
                Redirect(act, application, application.ReviewingAgency is null ? null : handover.To.ParentId);
            }
        }
        var ids = applications.ConvertAll(x => x.ObjectId);
        await HandOverNames(act, handover, ids, cancel);
        await HandOverReviews(act, handover, cancel);
        return ids;
    }

    /// <summary>Its timeline says that it passed over, and the state stays as it is.</summary>
    private static WorkflowStep StepOf(Act act, Handover handover, OpeningApplication application) => new()
    {
        Id = act.NewId<OperationId>(), AgencyId = handover.To.Id, ObjectKind = OpeningApplication.Kind,
        ObjectId = application.ObjectId, At = act.Now, Verb = handover.Verb, From = $"{application.State}",
        To = $"{application.State}", Person = act.Actor.Person, Role = act.Actor.Role,
        ActorName = act.Actor.Person is null ? Texts.Say("System") : act.Actor.Name,
        Words = $"{handover.From.Name} → {handover.To.Name}",
    };

    private static void Redirect(Act act, OpeningApplication application, AgencyId? reviewing)
    {
        if (application.ReviewingAgency == reviewing)
        {
            return;
        }
        application.ReviewingAgency = reviewing;
        if (application.State is ApplicationState.InReview)
        {
            act.TellReviewers(application, "application.submitted");
        }
    }

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
            .Where(isUnderWay).Where(x => x.ReviewingAgency == from && x.AgencyId != from).ToListAsync(cancel))
            .Where(x => handover.Takes(x.AgencyId.Value)))
        {
            Redirect(act, application, handover.To.Id);
            act.Touch(application);
        }
    }
}

using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// How a claim for a waiver of the fee stands. Claim and decision are steps of the application, so the claim is open
/// while there is one more claim than there are decisions.
/// </summary>
/// <param name="Claim">The last claim; none was made where it is missing.</param>
/// <param name="Day">The day of the claim: the list of counties is asked for it.</param>
public sealed record FeeWaiving(WorkflowStep? Claim, DateOnly? Day, WaiverDecision Decision)
{
    private static readonly string[] decisions = [OpeningWorkflow.GrantWaiver, OpeningWorkflow.RefuseWaiver];

    public static async Task<FeeWaiving> Of(PlatformDb db, Guid application, CancellationToken cancel)
    {
        var steps = await db.Set<WorkflowStep>().AsNoTracking()
            .Where(x => x.ObjectId == application && (x.Verb == OpeningWorkflow.ClaimWaiver || decisions.Contains(x.Verb)))
            .OrderBy(x => x.At).ToListAsync(cancel);
        var claim = steps.FindLast(x => x.Verb == OpeningWorkflow.ClaimWaiver);
        return new FeeWaiving(claim, claim is null ? null : Time.Clock.DayOf(claim.At), Stands(steps));
    }

    public bool Waits => Claim is not null && Decision is WaiverDecision.Open;

    /// <summary>What is to be paid, as the rules of the claim's day have it, or of today where nothing is claimed.</summary>
    /// <param name="scope">Level, kind, type and region of the agency.</param>
    public FeeAnswer Fee(Scope scope, InForce inForce, DateOnly today) => FeeWaiver.Judge(
        Claim is null ? null : new WaiverClaim(scope.Region, [DocumentKind.FeeWaiverProof], Decision),
        scope, inForce.Rules, Day ?? today, inForce.Profile);

    public static async Task<Scope> ScopeOf(PlatformDb db, OpeningApplication application, CancellationToken cancel) =>
        await db.Set<Agency>().Where(x => x.Id == application.AgencyId)
            .Select(x => new Scope(x.Level, x.Kind, application.AccountType, x.RegionCode, null)).SingleAsync(cancel);

    /// <summary>For whoever sees the application: a third-party reviewer sees no agencies.</summary>
    public static async Task<Scope> ScopeOf(Databases databases, OpeningApplication application, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("level, kind and region by which a fee is decided");
        return await ScopeOf(db, application, cancel);
    }

    public static async ValueTask<IEnumerable<Reason>> MayBeClaimed(Act act, OpeningApplication application)
    {
        var scope = await ScopeOf(act.Db, application, CancellationToken.None);
        // The proof comes with the claim; here it is only asked whether there is anything to claim.
        var claim = new WaiverClaim(scope.Region, [DocumentKind.FeeWaiverProof], WaiverDecision.Open);
        return FeeWaiver.MayClaim(claim, scope, act.InForce.Rules, act.Today, act.InForce.Profile).Blocking;
    }

    public static async ValueTask<IEnumerable<Reason>> IsUnclaimed(Act act, OpeningApplication application) =>
        await Of(act.Db, application.ObjectId, CancellationToken.None) switch
        {
            { Waits: true } => OpeningWorkflow.Because("WAIVER_CLAIM_OPEN"),
            { Decision: WaiverDecision.Granted } => OpeningWorkflow.Because("WAIVER_GRANTED_ALREADY"),
            _ => [],
        };

    public static async ValueTask<IEnumerable<Reason>> IsOpen(Act act, OpeningApplication application) =>
        (await Of(act.Db, application.ObjectId, CancellationToken.None)).Waits ? [] : OpeningWorkflow.Because("WAIVER_NOT_CLAIMED");

    /// <summary>A claim was made with it: it stays, whatever is uploaded in its place.</summary>
    public static async Task<bool> RestsOn(Act act, ApplicationDocument document, CancellationToken cancel) =>
        document.Kind is DocumentKind.FeeWaiverProof && await act.Db.Set<WorkflowStep>().AnyAsync(
            x => x.ObjectId == document.ObjectId && x.Verb == OpeningWorkflow.ClaimWaiver && x.At >= document.UploadedAt, cancel);

    private static WaiverDecision Stands(List<WorkflowStep> steps)
    {
        var claims = steps.Count(x => x.Verb == OpeningWorkflow.ClaimWaiver);
        return steps.Exists(x => x.Verb == OpeningWorkflow.GrantWaiver) ? WaiverDecision.Granted
            : claims > 0 && claims == steps.Count(x => x.Verb == OpeningWorkflow.RefuseWaiver) ? WaiverDecision.Refused
            : WaiverDecision.Open;
    }
}

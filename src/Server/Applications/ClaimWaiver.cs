using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>主张减免: the applicant claims that the fee be waived, with grounds and a proof; the agency above decides.</summary>
public static class ClaimWaiver
{
    /// <param name="Proof">A file taken in for it; none: the proof that the application has already.</param>
    public sealed record Request(ApplicationId Id, int Version, string? Grounds, FileId? Proof);

    /// <summary>With the file itself: taken in and claimed with in one transaction.</summary>
    public static async Task<Outcome<string>> Run(Act act, Request request, Arrival arrival, CancellationToken cancel)
    {
        if (await Editing.Find(act, request.Id, cancel) is not { } application)
        {
            return Refusals.NotFound();
        }
        return await AttachDocument.Take(act, application, DocumentKind.FeeWaiverProof, arrival, cancel) is { } refusal
            ? refusal
            : await Run(act, request with { Proof = arrival.Id }, cancel);
    }

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Grounds);
        Decision? judged = null;
        Scope about = default;
        var (application, refusal) = await Deciding.Move(act, request.Id, request.Version, said, async found =>
        {
            about = await FeeWaiving.ScopeOf(act.Db, found, cancel);
            var claim = new WaiverClaim(about.Region, await Proofs(act, found, request.Proof, cancel), WaiverDecision.Open);
            judged = FeeWaiver.MayClaim(claim, about, act.InForce.Rules, act.Today, act.InForce.Profile);
            return [.. judged.Blocking, .. GroundsAreGiven(said), .. Deciding.TooLong("waiver", said)];
        }, cancel);
        if (application is null)
        {
            return refusal!;
        }
        if (request.Proof is { } proof
            && await AttachDocument.Put(act, application, DocumentKind.FeeWaiverProof, proof, cancel)
                is Outcome<DocumentId>.Refused { Reasons: var against })
        {
            return Refusal.Of(against);
        }
        await Contributor.Note(act, application, cancel);
        StoredDecision.Keep(act, OpeningApplication.Kind, application.ObjectId, application.AgencyId, about, judged!);
        act.TellReviewers(application, "application.waiver-claimed");
        return application.Number;
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<DocumentKind>> Proofs(
        Act act, OpeningApplication application, FileId? proof, CancellationToken cancel) =>
        proof is not null || await act.Db.Set<ApplicationDocument>().AnyAsync(
            x => x.ObjectId == application.ObjectId && x.Kind == DocumentKind.FeeWaiverProof && x.RemovedAt == null, cancel)
            ? [DocumentKind.FeeWaiverProof] : [];

    private static IEnumerable<Reason> GroundsAreGiven(Said said) => said.Words.Length > 0
        ? [] : [Refusals.Because("WAIVER_GROUNDS_MISSING", new Place("waiver", "words"))];
}

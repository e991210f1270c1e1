using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Files;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>A file becomes a document of the application; it takes the place of the one of its kind.</summary>
public static class AttachDocument
{
    public const string Verb = "application.attach-document";

    public sealed record Request(ApplicationId Id, int Version, DocumentKind Kind, FileId File);

    /// <summary>
    /// With the file itself: taken in and attached in one transaction, or refused with all that speaks against it.
    /// </summary>
    public static async Task<Outcome<DocumentId>> Run(
        Act act, ApplicationId id, int version, DocumentKind kind, Arrival arrival, CancellationToken cancel)
    {
        if (await Editing.Find(act, id, cancel) is not { } application)
        {
            return Refusals.NotFound();
        }
        return await Take(act, application, kind, arrival, cancel) is { } refusal
            ? refusal
            : await Run(act, new Request(id, version, kind, arrival.Id), cancel);
    }

    public static async Task<Outcome<DocumentId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        return await Put(act, application, request.Kind, request.File, cancel);
    }

    /// <summary>With the file itself, of an application whose form need not be open.</summary>
    internal static async Task<Refusal?> Take(
        Act act, OpeningApplication application, DocumentKind kind, Arrival arrival, CancellationToken cancel)
    {
        var purpose = ApplicationFiles.Document with
        {
            Rules = (_, file, _) => Against(act, application, ApplicationFiles.Facts(kind, file), cancel),
        };
        return await ApplicationFiles.Take(act, application, arrival, purpose, PlaceOf(kind), cancel);
    }

    /// <summary>The file stands for its kind from now on.</summary>
    internal static async Task<Outcome<DocumentId>> Put(
        Act act, OpeningApplication application, DocumentKind kind, FileId id, CancellationToken cancel)
    {
        if (await ApplicationFiles.Find(act, application, id, cancel) is not { } file)
        {
            return Refusal.Of(Refusals.Because(InspectionReasons.TakenCode, PlaceOf(kind)));
        }
        var facts = ApplicationFiles.Facts(kind, file);
        var against = await Against(act, application, facts, cancel);
        if (against.Any(reason => reason.Severity == Severity.Block))
        {
            return Refusal.Of(against);
        }
        await RemoveDocument.TakeOut(act, application, kind, cancel);
        var document = new ApplicationDocument
        {
            Id = act.NewId<DocumentId>(),
            AgencyId = application.AgencyId,
            ObjectId = application.ObjectId,
            Kind = kind,
            FileId = file.Id,
            FileName = file.Name,
            Media = facts.Media,
            Bytes = facts.Bytes,
            Sha256 = facts.Sha256,
            Pages = facts.Pages,
            Legibility = facts.Legibility,
            UploadedAt = act.Now,
            UploadedBy = act.Actor.Person,
            UploaderName = act.Actor.Name,
        };
        act.Db.Add(document);
        return document.Id;
    }

    /// <summary>What the rules say of this one file, at the moment it comes.</summary>
    private static async Task<IReadOnlyList<Reason>> Against(
        Act act, OpeningApplication application, DocumentFacts facts, CancellationToken cancel)
    {
        var agency = await act.Db.Set<Agency>().AsNoTracking().SingleAsync(x => x.Id == application.AgencyId, cancel);
        var scope = new Scope(agency.Level, agency.Kind, application.AccountType, agency.RegionCode);
        return DocumentCheck.CheckFile(facts, scope, act.InForce.Rules, act.Today, act.InForce.Profile).Reasons;
    }

    private static Place PlaceOf(DocumentKind kind) => new(FormSteps.Documents, Slug.Of(kind));
}

using Guanwei.Rules.Certification;
using Guanwei.Rules.Documents;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using Deadline = Guanwei.Server.Deadlines.Deadline;
using DeadlinePause = Guanwei.Server.Deadlines.DeadlinePause;

namespace Guanwei.Server.Applications;

/// <summary>Everything said and uploaded in an application, in the order in which it happened.</summary>
public sealed record History(
    OpeningApplication Application, IReadOnlyList<WorkflowStep> Steps, IReadOnlyList<Deadline> Deadlines,
    CertificationRecord? Certificate, IReadOnlyList<History.Event> Events)
{
    public Deadline? Running => Deadlines.FirstOrDefault(x => x is { MetAt: null, MissedAt: null });

    /// <summary>What brought it to where it stands.</summary>
    public WorkflowStep? LastMove => Steps.LastOrDefault(step => step.Moves);

    /// <param name="What">Key of its words.</param>
    public sealed record Event(DateTimeOffset At, string Who, string? Role, string What, string Icon, Tone Tone)
    {
        public DocumentKind? Kind { get; init; }

        public IReadOnlyList<string> Codes { get; init; } = [];

        public string Words { get; init; } = "";

        public (string Href, string Name)? Document { get; init; }

        public StoredDecision? Decision { get; init; }

        /// <summary>The rest of the count that ended with it.</summary>
        public DeadlinePause? Rested { get; init; }
    }

    public static async Task<History?> Load(PlatformDb db, ApplicationId id, CancellationToken cancel)
    {
        var application = await db.Set<OpeningApplication>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancel);
        if (application is null)
        {
            return null;
        }
        var item = application.ObjectId;
        var steps = await db.Set<WorkflowStep>().AsNoTracking().Where(x => x.ObjectId == item).OrderBy(x => x.At).ToListAsync(cancel);
        var documents = await db.Set<ApplicationDocument>().AsNoTracking().Where(x => x.ObjectId == item).ToListAsync(cancel);
        var decisions = await db.Set<StoredDecision>().AsNoTracking().Where(x => x.ObjectId == item).ToListAsync(cancel);
        var records = await db.Set<CertificationRecord>().AsNoTracking()
            .Where(x => x.ObjectId == item).OrderBy(x => x.RecordedAt).ToListAsync(cancel);
        var deadlines = await db.Set<Deadline>().AsNoTracking().Where(x => x.ObjectId == item).OrderBy(x => x.Started).ToListAsync(cancel);
        var rests = deadlines.SelectMany(x => x.Pauses).ToList();
        var events = new List<Event>
        {
            new(application.StartedAt, application.AgencyName, null, "Event.Started", Icons.Plus, Tone.Neutral),
        };
        events.AddRange(documents.Select(x => Uploaded(id, x)));
        events.AddRange(documents.Where(x => x.RemovedAt is not null).Select(Replaced));
        events.AddRange(steps.Select(step => Moved(
            id, step, decisions.Find(x => x.Id == step.Id), records.Find(x => x.Id == step.Id)) with
        {
            Rested = rests.Find(x => x.To == step.At),
        }));
        return new History(
            application, steps, deadlines, records.LastOrDefault(x => x.Outcome == CertificationOutcome.Certified),
            [.. events.OrderBy(x => x.At)]);
    }

    private static Event Uploaded(ApplicationId id, ApplicationDocument document) =>
        new(document.UploadedAt, document.UploaderName, null, "Event.Uploaded", Icons.Upload, Tone.Neutral)
        {
            Kind = document.Kind,
            Document = document.FileName == PersonalData.Declared.Gone
                ? null : ($"/applications/{id}/documents/{document.Id}", document.FileName),
        };

    private static Event Replaced(ApplicationDocument document) =>
        new(document.RemovedAt!.Value, document.UploaderName, null, "Event.Replaced", Icons.Remove, Tone.Neutral)
        {
            Kind = document.Kind,
        };

    private static Event Moved(ApplicationId id, WorkflowStep step, StoredDecision? decision, CertificationRecord? record) =>
        new(step.At, step.ActorName, step.Role, "verb." + step.Verb, IconOf(step), ToneOf(step))
        {
            Codes = step.Codes.Length == 0 ? [] : step.Codes.Split(' '),
            Words = step.Words,
            Decision = decision,
            Document = record?.EvidenceFileId is null
                ? null : ($"/applications/{id}/evidence/{record.Id}", record.EvidenceFileName!),
        };

    private static Tone ToneOf(WorkflowStep step) =>
        step.Moves ? StateWords.ToneOf(Enum.Parse<ApplicationState>(step.To)) : Tone.Neutral;

    private static string IconOf(WorkflowStep step) => step.Verb switch
    {
        OpeningWorkflow.Suspend => Icons.Pause,
        OpeningWorkflow.ClaimWaiver => Icons.Send,
        OpeningWorkflow.GrantWaiver => Icons.Check,
        OpeningWorkflow.RefuseWaiver => Icons.Bad,
        _ when !step.Moves => Icons.Due,
        OpeningWorkflow.Submit => Icons.Send,
        OpeningWorkflow.Approve => Icons.Check,
        OpeningWorkflow.Return or OpeningWorkflow.Retry or OpeningWorkflow.Reopen => Icons.Retry,
        OpeningWorkflow.Certified => Icons.Account,
        _ => Icons.Bad,
    };
}

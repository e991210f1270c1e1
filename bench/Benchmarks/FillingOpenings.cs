using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Rights;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Files;
using Guanwei.Server.Notifications;
using Guanwei.Server.Time;
using Guanwei.Server.Workflows;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Benchmarks;

/// <summary>Applications with the rows that their pages read: staff, documents, steps, decision, deadlines; and the accounts.</summary>
internal sealed class FillingOpenings(Filling filling)
{
    private const string Rule = "bench@1";
    private readonly WarnOfDeadlines.Marks _marks = WarnOfDeadlines.Marks.Of(filling.InForce, filling.Today);

    private static readonly DocumentKind[] documents =
    [
        DocumentKind.CreditCodeCertificate, DocumentKind.ApplicationForm, DocumentKind.IdCardFront, DocumentKind.IdCardBack,
        DocumentKind.AuthorisationLetter,
    ];

    public void Opened(int key, Filling.Unit unit, string name)
    {
        var today = filling.Today;
        // One in fifty has run out, the others end on a day of the year to come.
        var expires = key % 50 == 0 ? today.AddDays(-key % 90 - 1) : today.AddDays(key % 365);
        var certified = Clock.At(expires.AddYears(-1), new TimeOnly(10, 0));
        var application = Application(key, unit, name, ApplicationState.Certified, certified.AddDays(-20));
        Step(application, OpeningWorkflow.Submit, "applicant", ApplicationState.Draft, ApplicationState.InReview, certified.AddDays(-18));
        Step(application, OpeningWorkflow.Approve, "supervisor", ApplicationState.InReview, ApplicationState.Certifying, certified.AddDays(-9));
        Step(application, OpeningWorkflow.Certified, "applicant", ApplicationState.Certifying, ApplicationState.Certified, certified);
        Due(OpeningApplication.Kind, application, "review", certified.AddDays(-18), certified.AddDays(-8), certified.AddDays(-9));
        Due(OpeningApplication.Kind, application, "certification", certified.AddDays(-9), certified.AddDays(5), certified);
        var account = new Account
        {
            Id = Filling.NewId<AccountId>(), Key = key, AgencyId = unit.Id, Name = name, NameSkeleton = NameKeys.Clean(name),
            Type = key % 4 == 0 ? AccountType.Service : AccountType.Subscription, CertifiedOn = Clock.DayOf(certified),
            CertificateExpires = expires, ApplicationId = application.ObjectId, OpenedAt = certified,
        };
        filling.Add(account);
        Due(Account.Kind, account.Id.Value, unit, "certificate", certified, Clock.At(expires, new TimeOnly(23, 59)), metAt: null);
        var act = new Act(
            null!, Actor.System("application.certified"), "account.open", Filling.NewId<OperationId>(), certified, filling.InForce);
        act.About(Account.Kind, account.Id, unit.Id);
        act.Under(["certification.term.years@1"]);
        filling.Add(AuditEntry.Of(act, "done", []));
    }

    public void UnderWay(int key, Filling.Unit unit, string name, bool isInReview)
    {
        var started = filling.Now.AddDays(-key % 12 - 3);
        var application = Application(key, unit, name, isInReview ? ApplicationState.InReview : ApplicationState.Draft, started);
        if (isInReview)
        {
            Step(application, OpeningWorkflow.Submit, "applicant", ApplicationState.Draft, ApplicationState.InReview, started.AddDays(2));
            Due(OpeningApplication.Kind, application, "review", started.AddDays(2), started.AddDays(12), metAt: null);
        }
    }

    private OpeningApplication Application(int key, Filling.Unit unit, string name, ApplicationState state, DateTimeOffset at)
    {
        var application = new OpeningApplication
        {
            Id = Filling.NewId<ApplicationId>(), AgencyId = unit.Id, Number = $"SQ-2026-{key:000000}", AgencyName = unit.Name,
            StartedAt = at, AgencySavedAt = at, CreditCode = "114200000000000000", AccountType = AccountType.Subscription,
            Audience = "本县居民和企业", Columns = "通知公告、办事指南、政策解读", Frequency = "每周三次", AnsweredBy = "办公室",
            PurposeSavedAt = at, Name = name, NameSavedAt = at, StaffSavedAt = at,
            SubmittedAt = state is ApplicationState.Draft ? null : at.AddDays(2),
            ReviewingAgency = state is ApplicationState.Draft ? null : unit.Above,
        };
        filling.Add(application, state);
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            filling.Add(new StaffEntry
            {
                AgencyId = unit.Id, ObjectId = application.ObjectId, Role = role, Name = $"人员{role}",
                Establishment = Establishment.CivilServant, Email = $"{role}@bench.example", EmailVerifiedAt = at,
            });
        }
        foreach (var kind in documents)
        {
            filling.Add(new ApplicationDocument
            {
                Id = Filling.NewId<DocumentId>(), AgencyId = unit.Id, ObjectId = application.ObjectId, Kind = kind,
                FileId = Filling.NewId<FileId>(), FileName = $"{kind}.pdf", Media = MediaKind.Pdf, Bytes = 300_000,
                Sha256 = $"{key:x8}{(int)kind:x56}", Pages = 1, Legibility = Legibility.Readable,
                UploadedAt = at, UploaderName = "人员",
            });
        }
        filling.Add(new NameReservation
        {
            Skeleton = NameKeys.Clean(name), Name = name, HolderId = unit.Id, Holder = unit.Name, ObjectId = application.ObjectId, At = at,
        });
        foreach (var nameKey in ReservedNameKey.Of(name, RuleBook.National, Clock.DayOf(at)))
        {
            filling.Add(nameKey);
        }
        return application;
    }

    private void Step(
        OpeningApplication application, string verb, string role, ApplicationState from, ApplicationState to, DateTimeOffset at)
    {
        var step = new WorkflowStep
        {
            Id = Filling.NewId<OperationId>(), AgencyId = application.AgencyId, ObjectKind = OpeningApplication.Kind,
            ObjectId = application.ObjectId, At = at, Verb = verb, From = from.ToString(), To = to.ToString(), ActorName = "人员",
            Role = role,
        };
        filling.Add(step);
        if (verb == OpeningWorkflow.Submit)
        {
            filling.Add(new StoredDecision
            {
                Id = step.Id, AgencyId = step.AgencyId, ObjectKind = step.ObjectKind, ObjectId = step.ObjectId, At = at,
                Book = "bench", Profile = Profile.Current, Day = Clock.DayOf(at), Inputs = "bench", Outcome = Outcome.Passed,
                AboutJson = "{}", ReasonsJson = "[]", ShownJson = "[]", FallenJson = "[]", OthersJson = "[]",
            });
        }
    }

    private void Due(
        string kind, OpeningApplication application, string what, DateTimeOffset started, DateTimeOffset due, DateTimeOffset? metAt) =>
        Due(kind, application.ObjectId, new(application.AgencyId, "", default), what, started, due, metAt);

    /// <summary>What has been said of it is noted: a server that starts here has nothing to catch up with.</summary>
    private void Due(
        string kind, Guid item, Filling.Unit unit, string what, DateTimeOffset started, DateTimeOffset due, DateTimeOffset? metAt)
    {
        var deadline = new Deadline
        {
            Id = Filling.NewId<DeadlineId>(), AgencyId = unit.Id, ObjectKind = kind, ObjectId = item, Kind = what, Rule = Rule,
            Started = started, WorkingDays = what == "certificate" ? null : 10, Calendar = "", Due = due, MetAt = metAt,
        };
        deadline.Warned = string.Join(' ', WarnOfDeadlines.Reached(deadline, filling.Now, _marks));
        filling.Add(deadline);
    }
}

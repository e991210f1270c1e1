using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Rights;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Microsoft.EntityFrameworkCore;
using ActLine = Guanwei.Server.Demo.ApplicationLine.ActLine;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Demo;

/// <summary>One application from its first line to its end, each step by the person whose step it is.</summary>
public sealed class ApplicationStory(
    Stage stage, SpecimenDesk desk, OfficeTime office, ApplicationLine line, int index, Cast cast)
{
    private const int AllSteps = 4;

    private ApplicationId id;
    private bool isThirds;

    private Scope Scope => new(cast.Line.Level, cast.Line.Kind, line.Type, cast.Line.Region);

    /// <summary>Notes everything; it happens when the stage plays.</summary>
    public void Note(CancellationToken cancel)
    {
        var anchor = Anchor();
        var begins = line.Draft is { } draft
            ? office.Workday(office.Yesterday, draft.Days)
            : office.Workday(anchor, line.Acts[0].At - 3);
        NoteForm(begins, cancel);
        foreach (var act in line.Acts)
        {
            NoteAct(act, office.Workday(anchor, act.At), cancel);
        }
    }

    private LetterFacts? Letter() =>
        line.Letter is { } letter ? new LetterFacts(letter.Number, office.Today.AddDays(letter.Days)) : null;

    private DateOnly? Day(int? days) => days is { } later ? office.Today.AddDays(later) : null;

    private DateOnly Anchor() => line.Anchor switch
    {
        { Expires: { } days } => office.WorkdayNotBefore(CertifiedOn(days)),
        { Due: { } days } => office.AcceptedSoThatDue(days, ReviewDays()),
        _ => office.Yesterday,
    };

    /// <summary>A certificate of one year ends with the same day a year later.</summary>
    private DateOnly CertifiedOn(int daysLeft) => office.Today.AddDays(daysLeft).AddYears(-1);

    private int ReviewDays() => ReviewPeriod.For(Scope, RuleBook.National, office.Today, Profile.Guide).Max;

    private void NoteForm(DateOnly day, CancellationToken cancel)
    {
        var next = office.Workday(day, 1);
        var steps = line.Draft?.Steps ?? AllSteps;
        var clock = Moments(day, 9, 12 + index);
        var first = new FirstReplies(Reply.No, line.Until is null ? Reply.No : Reply.Yes, Day(line.Until));
        ByClerk(clock(0), StartApplication.Verb, async act => Kept(
            await StartApplication.Run(act, new(first, line.AnsweredBy), cancel)), cancel);
        if (steps > 0)
        {
            ByClerk(clock(9), SaveAgencyStep.Verb, async act => await SaveAgencyStep.Run(
                act, new(id, await Version(act), cast.CreditCode, null, Letter: Letter()), cancel), cancel);
        }
        if (steps > 1)
        {
            ByClerk(clock(41), SavePurposeStep.Verb, async act => await SavePurposeStep.Run(act, new(
                id, await Version(act), line.Type, line.Audience, line.Columns, line.Frequency, line.AnsweredBy), cancel),
                cancel);
        }
        if (steps > 2)
        {
            ByClerk(clock(58), SaveNameStep.Verb, async act => await SaveNameStep.Run(
                act, new(id, await Version(act), line.Name), cancel), cancel);
        }
        if (steps >= AllSteps)
        {
            NoteStaff(Moments(next, 10, index), cancel);
            NoteDocuments(Moments(next, 14, 20 + index), cancel);
        }
    }

    private void NoteStaff(Func<int, DateTimeOffset> clock, CancellationToken cancel)
    {
        var people = line.Staff!;
        ByClerk(clock(0), SaveStaffStep.Verb, async act => await SaveStaffStep.Run(act, new(id, await Version(act),
        [
            new(StaffRole.A, people[0], OnEstablishment(), Address("a"), $"1390000{index:00}01"),
            new(StaffRole.B, people[1], OnEstablishment(), Address("b"), $"1390000{index:00}02"),
            new(StaffRole.Operator, people[2], Establishment.Contract, null, null),
        ]), cancel), cancel);
        foreach (var (role, minute) in new[] { (StaffRole.A, 6), (StaffRole.B, 11) })
        {
            var asked = clock(minute);
            ByClerk(asked, SendEmailCode.Verb, act => SendEmailCode.Run(act, new(id, role), asked, cancel), cancel);
            stage.At(asked.AddMinutes(2), () => Confirm(role, asked.AddMinutes(2), cancel));
        }
    }

    private Establishment OnEstablishment() => cast.Line.Kind switch
    {
        AgencyKind.PublicInstitution => Establishment.PublicInstitution,
        AgencyKind.MassOrganisation => Establishment.CivilServantEquivalent,
        _ => Establishment.CivilServant,
    };

    private string Address(string who) => $"admin-{who}@{cast.Line.Domain}";

    /// <summary>The mail with the code arrives, and the clerk types it in.</summary>
    private async Task Confirm(StaffRole role, DateTimeOffset at, CancellationToken cancel)
    {
        string? code = null;
        await stage.Do<bool>(at, Actor.System("the demo's mail"), SendEmailCode.Job, async act =>
        {
            var asked = await act.Db.Set<EmailCode>()
                .SingleAsync(x => x.ObjectId == id.Value && x.Role == role, cancel);
            // By this variable alone: an answer would be kept with the operation.
            code = asked.Make(act.InForce.Keys, at);
            return true;
        }, cancel);
        await stage.Do(
            at, cast.Clerk, ConfirmEmail.Verb, act => ConfirmEmail.Run(act, new(id, role, code), at, cancel), cancel);
    }

    private void NoteDocuments(Func<int, DateTimeOffset> clock, CancellationToken cancel)
    {
        var needed = RequiredDocuments.For(Scope, isBranch: false, RuleBook.National, office.Today, Profile.Guide)
            .Select(requirement => requirement.AnyOf[0]).Except(line.Draft?.Missing ?? []);
        foreach (var (kind, place) in needed.Select((kind, place) => (kind, place)))
        {
            NoteDocument(kind, clock(3 * place), cancel);
        }
    }

    private void NoteDocument(DocumentKind kind, DateTimeOffset at, CancellationToken cancel) =>
        stage.At(at, async () =>
    {
        await using var arrival = await desk.Arrive(kind, at, cancel);
        await stage.Do<DocumentId>(at, cast.Clerk, AttachDocument.Verb, async act =>
            await AttachDocument.Run(act, id, await Version(act), kind, arrival, cancel), cancel);
    });

    private void NoteAct(ActLine act, DateOnly day, CancellationToken cancel)
    {
        foreach (var kind in act.Replaces ?? [])
        {
            NoteDocument(kind, OfficeTime.At(day, 14, index), cancel);
        }
        // The applicant's afternoon, the reviewer's next morning.
        var at = act.Verb is "submit" ? OfficeTime.At(day, 15, 10 + index) : OfficeTime.At(day, 10, 5 + index);
        stage.At(at, () => Happen(act, day, at, cancel));
    }

    private Task Happen(ActLine said, DateOnly day, DateTimeOffset at, CancellationToken cancel) => said.Verb switch
    {
        "submit" => stage.Do<string>(at, cast.Clerk, OpeningWorkflow.Submit, async act =>
            await SubmitApplication.Run(act, new(id, await Version(act)), cancel), cancel),
        "withdraw" => stage.Do<string>(at, cast.Clerk, OpeningWorkflow.Withdraw, async act =>
            await WithdrawApplication.Run(act, new(id, await Version(act), said.Words), cancel), cancel),
        "return" => stage.Do<string>(at, cast.Supervisor, OpeningWorkflow.Return, async act =>
            await ReturnApplication.Run(act, new(id, await Version(act), said.Codes!, said.Words), cancel), cancel),
        "reject" => stage.Do<string>(at, cast.Supervisor, OpeningWorkflow.Reject, async act =>
            await RejectApplication.Run(act, new(id, await Version(act), said.Codes!, said.Words), cancel), cancel),
        "suspend" => stage.Do<string>(at, cast.Supervisor, OpeningWorkflow.Suspend, async act =>
            await SuspendReview.Run(act, new(id, await Version(act), said.Codes![0], said.Words), cancel), cancel),
        "approve" => Approve(said, at, cancel),
        "retry" => stage.Do<string>(at, cast.Clerk, OpeningWorkflow.Retry, async act =>
            await RetryCertification.Run(act, new(id, await Version(act), said.Words), cancel), cancel),
        "fail" => stage.Do<string>(at, Recorder, OpeningWorkflow.Failed, async act =>
            await RecordFailedCertification.Run(act, new(id, await Version(act), day, said.Code, said.Words, null), cancel), cancel),
        "certify" => Certify(said, day, at, cancel),
        _ => throw new InvalidOperationException($"applications.json tells of an unknown act: {said.Verb}"),
    };

    private Actor Recorder => isThirds ? cast.Reviewer : cast.Clerk;

    private Task<string> Approve(ActLine said, DateTimeOffset at, CancellationToken cancel)
    {
        isThirds = said.Third;
        return stage.Do<string>(at, cast.Supervisor, OpeningWorkflow.Approve, async act => await ApproveApplication.Run(
            act, new(id, await Version(act), said.Words, said.Third ? cast.Third : null), cancel), cancel);
    }

    /// <summary>With WeChat's notice as evidence; the registry hears of it at once and not by a later job.</summary>
    private async Task Certify(ActLine said, DateOnly day, DateTimeOffset at, CancellationToken cancel)
    {
        var noticed = line.Anchor?.Expires is { } left ? CertifiedOn(left) : day;
        await using var arrival = await desk.Arrive(SpecimenDesk.Evidence, at, cancel);
        await stage.Do<DateOnly>(at, Recorder, OpeningWorkflow.Certified, async act =>
        {
            var application = await act.Db.Set<OpeningApplication>().SingleAsync(x => x.Id == id, cancel);
            var place = new Place("certification", "evidence");
            return await ApplicationFiles.Take(
                act, application, arrival, ApplicationFiles.Evidence, place, cancel) is { } refusal
                ? refusal
                : await RecordCertification.Run(
                    act, new(id, application.Version, noticed, arrival.Id, said.Words), cancel);
        }, cancel);
        await stage.Do<AccountId>(at.AddSeconds(1), Actor.System(OpenAccount.JobKind), OpenAccount.Verb, async act =>
            await OpenAccount.Run(act, (await CertifiedApplications.Read(act.Db, id.Value, cancel))!, cancel), cancel);
    }

    private Outcome<StartApplication.Answer> Kept(Outcome<StartApplication.Answer> started)
    {
        id = started.Required.Id;
        return started;
    }

    private void ByClerk<T>(
        DateTimeOffset at, string verb, Func<Act, Task<Outcome<T>>> run, CancellationToken cancel) =>
        stage.At(at, () => stage.Do(at, cast.Clerk, verb, run, cancel));

    /// <summary>What the person has just seen on the page.</summary>
    private Task<int> Version(Act act) =>
        act.Db.Set<OpeningApplication>().Where(x => x.Id == id).Select(x => x.Version).SingleAsync();

    private static Func<int, DateTimeOffset> Moments(DateOnly day, int hour, int minute) =>
        more => OfficeTime.At(day, hour, 0).AddMinutes(minute + more);
}

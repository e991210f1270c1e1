using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.People;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;
using Verbs = Guanwei.Server.Actions.Actions;

namespace Guanwei.Server.Applications;

/// <summary>The applicant's forms: each posts to one verb and leads on, or comes back with all the reasons.</summary>
public static class ApplicationRoutes
{
    public static void MapApplications(this IEndpointRouteBuilder routes)
    {
        var form = routes.MapGroup("/applications").WithTags("applications");
        form.MapPost("/new", Start).Needs(StartApplication.Verb);
        form.MapPost("/{id}/agency", SaveAgency).Needs(SaveAgencyStep.Verb);
        form.MapPost("/{id}/purpose", SavePurpose).Needs(SavePurposeStep.Verb);
        form.MapPost("/{id}/name", SaveName).Needs(SaveNameStep.Verb);
        form.MapPost("/{id}/staff", SaveStaff).Needs(SaveStaffStep.Verb);
        form.MapPost("/{id}/staff/{role}/code", SendCode).Needs(SendEmailCode.Verb);
        form.MapPost("/{id}/staff/{role}/confirm", Confirm).Needs(ConfirmEmail.Verb);
        form.MapPost("/{id}/documents", Attach).Needs(AttachDocument.Verb);
        form.MapPost("/{id}/documents/remove", Remove).Needs(RemoveDocument.Verb);
        form.MapPost("/{id}/submit", Submit).Needs(OpeningWorkflow.Submit);
        form.MapPost("/{id}/withdraw", Withdraw).Needs(OpeningWorkflow.Withdraw);
        form.MapPost("/{id}/retry", Retry).Needs(OpeningWorkflow.Retry);
        form.MapPost("/{id}/reopen", Reopen).Needs(OpeningWorkflow.Reopen);
        ReviewRoutes.Map(routes);
        CertificationRoutes.Map(form);
        DocumentRoutes.Map(form);
    }

    private static async Task<IResult> Start(
        HttpContext http, Verbs actions, IFormCollection form, [FromForm] OperationId operation, CancellationToken cancel)
    {
        var request = new StartApplication.Request(
            FirstQuestioning.Read(form), form["answered-by"],
            Slug.TryRead<AccountType>(form["account-type"], out var type) ? type : null);
        var outcome = await actions.Do<StartApplication.Answer>(
            http.Actor()!, operation, StartApplication.Verb, act => StartApplication.Run(act, request, cancel), cancel);
        return outcome.LeadsTo(x => FormSteps.PathOf(x.Id, FormSteps.Agency)!)
            .OrBackTo<FirstQuestionsPage>(("Typed", request));
    }

    private static async Task<IResult> SaveAgency(
        HttpContext http, Verbs actions, ApplicationId id, IFormCollection form, [FromForm] OperationId operation,
        [FromForm] int version, CancellationToken cancel)
    {
        var request = new SaveAgencyStep.Request(
            id, version, form["credit-code"], form["branch-of"],
            form.ContainsKey(FirstQuestioning.InternalUnit) ? FirstQuestioning.Read(form) : null,
            new LetterFacts(form["letter-number"], Fields.Day(form["letter-date"])));
        var outcome = await actions.Do<int>(
            http.Actor()!, operation, SaveAgencyStep.Verb, act => SaveAgencyStep.Run(act, request, cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.After(id, FormSteps.Agency))
            .OrBackTo<EditAgency>(("Id", id.ToString()), ("Typed", request));
    }

    private static async Task<IResult> SavePurpose(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm(Name = "account-type")] string? accountType, [FromForm] string? audience, [FromForm] string? columns,
        [FromForm] string? frequency, [FromForm(Name = "answered-by")] string? answeredBy, CancellationToken cancel)
    {
        AccountType? type = Slug.TryRead<AccountType>(accountType, out var read) ? read : null;
        var request = new SavePurposeStep.Request(id, version, type, audience, columns, frequency, answeredBy);
        var outcome = await actions.Do<int>(
            http.Actor()!, operation, SavePurposeStep.Verb, act => SavePurposeStep.Run(act, request, cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.After(id, FormSteps.Purpose))
            .OrBackTo<EditPurpose>(("Id", id.ToString()), ("Typed", request));
    }

    private static async Task<IResult> SaveName(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? name, CancellationToken cancel)
    {
        var request = new SaveNameStep.Request(id, version, name);
        var outcome = await actions.Do<int>(
            http.Actor()!, operation, SaveNameStep.Verb, act => SaveNameStep.Run(act, request, cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.After(id, FormSteps.Name))
            .OrBackTo<EditName>(("Id", id.ToString()), ("Typed", request));
    }

    private static async Task<IResult> SaveStaff(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? then, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var request = new SaveStaffStep.Request(id, version, [.. Enum.GetValues<StaffRole>().Select(role => MemberOf(form, role))]);
        var outcome = await actions.Do<int>(
            http.Actor()!, operation, SaveStaffStep.Verb, act => SaveStaffStep.Run(act, request, cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.PathOf(id, then == FormSteps.Documents ? FormSteps.Documents : FormSteps.Staff)!)
            .OrBackTo<EditStaff>(("Id", id.ToString()), ("Typed", request));
    }

    private static SaveStaffStep.Member MemberOf(IFormCollection form, StaffRole role)
    {
        var slug = Slug.Of(role);
        return new SaveStaffStep.Member(
            role, form[$"{slug}.name"],
            Slug.TryRead<Establishment>(form[$"{slug}.establishment"], out var establishment) ? establishment : null,
            form[$"{slug}.email"], form[$"{slug}.mobile"]);
    }

    private static async Task<IResult> SendCode(
        HttpContext http, Verbs actions, Clock clock, ApplicationId id, string role, [FromForm] OperationId operation,
        CancellationToken cancel)
    {
        if (!Slug.TryRead<StaffRole>(role, out var whose))
        {
            return Results.NotFound();
        }
        var outcome = await actions.Do<bool>(http.Actor()!, operation, SendEmailCode.Verb, act =>
            SendEmailCode.Run(act, new(id, whose), clock.Machine, cancel), cancel);
        return outcome.LeadsTo(_ => ProofOf(id, whose)).OrBackTo<EditStaff>(("Id", id.ToString()), ("Proving", whose));
    }

    private static async Task<IResult> Confirm(
        HttpContext http, Verbs actions, Clock clock, ApplicationId id, string role, [FromForm] OperationId operation,
        [FromForm] string? code, CancellationToken cancel)
    {
        if (!Slug.TryRead<StaffRole>(role, out var whose))
        {
            return Results.NotFound();
        }
        var outcome = await actions.Do<ConfirmEmail.Answer>(http.Actor()!, operation, ConfirmEmail.Verb, act =>
            ConfirmEmail.Run(act, new(id, whose, code), clock.Machine, cancel), cancel);
        if (outcome is Outcome<ConfirmEmail.Answer>.Done { Answer: { Verified: false, TriesLeft: var left } })
        {
            // The try is counted and committed; to the person it is a refusal like any other.
            outcome = Refusal.Of(Refusals.Because(
                "EMAIL_CODE_WRONG", new Place(FormSteps.Staff, "code"), Argument.Number("left", left)));
        }
        return outcome.LeadsTo(_ => ProofOf(id, whose)).OrBackTo<EditStaff>(("Id", id.ToString()), ("Proving", whose));
    }

    private static string ProofOf(ApplicationId id, StaffRole role) =>
        $"{FormSteps.PathOf(id, FormSteps.Staff)}#{Fields.Id($"{Slug.Of(role)}.code")}";

    private static async Task<IResult> Attach(
        HttpContext http, Verbs actions, Reception reception, ApplicationId id, [FromForm] OperationId operation,
        [FromForm] int version, [FromForm] string kind, IFormFile? file, CancellationToken cancel)
    {
        if (!Slug.TryRead<DocumentKind>(kind, out var which))
        {
            return Results.NotFound();
        }
        await using var content = file?.OpenReadStream() ?? Stream.Null;
        await using var arrival = await reception.Receive(content, file?.FileName ?? "", cancel);
        var outcome = await actions.Do<DocumentId>(http.Actor()!, operation, AttachDocument.Verb, act =>
            AttachDocument.Run(act, id, version, which, arrival, cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.PathOf(id, FormSteps.Documents)!).OrBackTo<EditDocuments>(("Id", id.ToString()));
    }

    private static async Task<IResult> Remove(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string kind, CancellationToken cancel)
    {
        if (!Slug.TryRead<DocumentKind>(kind, out var which))
        {
            return Results.NotFound();
        }
        var outcome = await actions.Do<int>(http.Actor()!, operation, RemoveDocument.Verb, act =>
            RemoveDocument.Run(act, new(id, version, which), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.PathOf(id, FormSteps.Documents)!).OrBackTo<EditDocuments>(("Id", id.ToString()));
    }

    private static async Task<IResult> Submit(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Submit, act =>
            SubmitApplication.Run(act, new(id, version), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.Timeline(id)).OrBackTo<SubmitPage>(("Id", id.ToString()));
    }

    private static async Task<IResult> Withdraw(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? words, CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Withdraw, act =>
            WithdrawApplication.Run(act, new(id, version, words), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.Timeline(id)).OrBackTo<ApplicationTimeline>(("Id", id.ToString()));
    }

    private static async Task<IResult> Retry(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Retry, act =>
            RetryCertification.Run(act, new(id, version, null), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.Timeline(id)).OrBackTo<ApplicationTimeline>(("Id", id.ToString()));
    }

    private static async Task<IResult> Reopen(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? words, CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Reopen, act =>
            ReopenForm.Run(act, new(id, version, words), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.Timeline(id)).OrBackTo<ApplicationTimeline>(("Id", id.ToString()));
    }
}

using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Agencies;

public static class AgencyRoutes
{
    /// <summary>Limits how often one address may send the public form.</summary>
    public const string PublicForm = "public-form";

    public static void MapAgencies(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/agencies/new", Enter).Needs(EnterAgency.Verb);
        routes.MapPost("/agencies/{id}/correct", Correct).Needs(CorrectAgency.Verb);
        routes.MapPost("/agencies/{id}/move", Move).Needs(MoveAgency.Verb);
        routes.MapPost("/agencies/{id}/merge", Merge).Needs(MergeAgency.Verb);
        routes.MapPost("/agencies/{id}/split", Split).Needs(SplitAgency.Verb);
        routes.MapPost("/agencies/{id}/call-off", CallOff).Needs(CallOffReform.Verb);
        routes.MapPost("/agencies/{id}/try-again", TryAgain).Needs(TryReform.Verb);
        routes.MapPost("/agencies/{id}/close", Close).Needs(CloseAgency.Verb);
        routes.MapPost("/agencies/requests/{id}/admit", Admit).Needs(AdmitAgency.Verb);
        routes.MapPost("/agencies/requests/{id}/refuse", Refuse).Needs(RefuseAgencyRequest.Verb);
        routes.MapPost(Paths.AskForAgency, Ask).AllowAnonymous().RequireRateLimiting(PublicForm);
    }

    private static async Task<IResult> Enter(
        HttpContext http, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions, Databases databases,
        CancellationToken cancel)
    {
        var (actor, form) = (http.Actor()!, AgencyForm.Read(fields));
        var parent = await Parent(databases, actor, form, cancel);
        var outcome = await actions.Do(
            actor, operation, EnterAgency.Verb, act => EnterAgency.Run(act, new(form.Entry, parent), cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<EnterAgencyPage>(("Form", form));
    }

    private static async Task<IResult> Correct(
        HttpContext http, AgencyId id, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions,
        CancellationToken cancel)
    {
        var form = AgencyForm.Read(fields);
        var outcome = await actions.Do(http.Actor()!, operation, CorrectAgency.Verb, act => CorrectAgency.Run(
            act, new(id, form.Version, form.Entry, form.FromDay), cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<CorrectAgencyPage>(("Id", id.ToString()), ("Form", form));
    }

    private static async Task<IResult> Move(
        HttpContext http, AgencyId id, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions,
        Databases databases, CancellationToken cancel)
    {
        var (actor, form) = (http.Actor()!, AgencyForm.Read(fields));
        var parent = await Parent(databases, actor, form, cancel);
        var outcome = await actions.Do(actor, operation, MoveAgency.Verb, act => MoveAgency.Run(
            act, new(id, form.Version, parent, form.FromDay ?? act.Today), cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<MoveAgencyPage>(("Id", id.ToString()), ("Form", form));
    }

    private static async Task<IResult> Merge(
        HttpContext http, AgencyId id, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions,
        Databases databases, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (actor, form) = (http.Actor()!, AgencyForm.Read(fields));
        var into = await Parent(databases, actor, form, cancel);
        var outcome = await actions.Do(actor, operation, MergeAgency.Verb, act => MergeAgency.Run(
            act, new(id, form.Version, into, form.FromDay ?? act.Today), holdings, cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<MergeAgencyPage>(("Id", id.ToString()), ("Form", form));
    }

    private static async Task<IResult> Split(
        HttpContext http, AgencyId id, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions,
        Databases databases, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (actor, form, chosen) = (http.Actor()!, AgencyForm.Read(fields), SplitAgencyPage.Chosen(fields));
        var parent = await Parent(databases, actor, form, cancel);
        var outcome = await actions.Do(actor, operation, SplitAgency.Verb, act => SplitAgency.Run(
            act, new(id, form.Version, form.Entry, parent, form.FromDay ?? act.Today, chosen), holdings, cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<SplitAgencyPage>(("Id", id.ToString()), ("Form", form), ("Ticked", chosen));
    }

    private static async Task<IResult> CallOff(
        HttpContext http, AgencyId id, [FromForm] OperationId operation, [FromForm] int version, [FromForm] string? to,
        Actions.Actions actions, CancellationToken cancel)
    {
        var outcome = await actions.Do(http.Actor()!, operation, CallOffReform.Verb, act => CallOffReform.Run(
            act, new(id, version, Heir(to)), cancel), cancel);
        return outcome.LeadsTo(PathOf).OrReasons();
    }

    private static async Task<IResult> TryAgain(
        HttpContext http, AgencyId id, [FromForm] OperationId operation, [FromForm] int version, [FromForm] string? to,
        Actions.Actions actions, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var outcome = await actions.Do(http.Actor()!, operation, TryReform.Verb, act => TryReform.Run(
            act, new(id, version, Heir(to)), holdings, cancel), cancel);
        return outcome.LeadsTo(PathOf).OrReasons();
    }

    private static AgencyId Heir(string? to) => AgencyId.TryParse(to, null, out var read) ? read : default;

    private static async Task<IResult> Close(
        HttpContext http, AgencyId id, [FromForm] OperationId operation, [FromForm] int version, Actions.Actions actions,
        IEnumerable<IHeldByAgency> holdings, CancellationToken cancel)
    {
        var outcome = await actions.Do(http.Actor()!, operation, CloseAgency.Verb, act => CloseAgency.Run(
            act, new(id, version), holdings, cancel), cancel);
        return outcome.LeadsTo(PathOf).OrReasons();
    }

    private static async Task<IResult> Admit(
        HttpContext http, AgencyRequestId id, [FromForm] OperationId operation, [FromForm] int version, Actions.Actions actions,
        CancellationToken cancel)
    {
        var outcome = await actions.Do(
            http.Actor()!, operation, AdmitAgency.Verb, act => AdmitAgency.Run(act, new(id, version), cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<RequestPage>(("Id", id.ToString()), ("Refused", AdmitAgency.Verb));
    }

    private static async Task<IResult> Refuse(
        HttpContext http, AgencyRequestId id, [FromForm] OperationId operation, [FromForm] int version, [FromForm] string? words,
        Actions.Actions actions, CancellationToken cancel)
    {
        var outcome = await actions.Do(http.Actor()!, operation, RefuseAgencyRequest.Verb, act => RefuseAgencyRequest.Run(
            act, new(id, version, words), cancel), cancel);
        return outcome.LeadsTo(asked => $"/agencies/requests/{asked}").OrBackTo<RequestPage>(
            ("Id", id.ToString()), ("Refused", RefuseAgencyRequest.Verb), ("Words", words));
    }

    private static async Task<IResult> Ask(
        IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions, Databases databases,
        CancellationToken cancel)
    {
        var form = AgencyForm.Read(fields);
        var (name, email) = (fields["contact-name"].ToString(), fields["contact-email"].ToString());
        await using var db = databases.OpenForSystem("public form: the unit that was named");
        var parent = await form.FindParent(db, cancel);
        var outcome = await actions.Do(Actor.Visitor(), operation, AskForAgency.Verb, act => AskForAgency.Run(
            act,
            new(parent ?? default, form.Entry, name, email, CultureInfo.CurrentUICulture.Name, fields["website"]), cancel), cancel);
        return outcome.LeadsTo(answer => $"/agencies/asked/{answer.Number}").OrBackTo<AskPage>(
            ("Form", form), ("ContactName", name), ("ContactEmail", email));
    }

    private static async Task<AgencyId?> Parent(Databases databases, Actor actor, AgencyForm form, CancellationToken cancel)
    {
        await using var db = databases.OpenFor(actor);
        return await form.FindParent(db, cancel);
    }

    private static string PathOf(AgencyId id) => $"/agencies/{id}";
}

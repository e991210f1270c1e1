using System.Globalization;
using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Ids;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.People;

/// <summary>What officials do about each other: invite, withdraw, appoint, end, close.</summary>
public static class PeopleRoutes
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        SignInRoutes.Map(routes);
        AccountRoutes.Map(routes);
        InvitationRoutes.Map(routes);
        routes.MapPost("/people/invite", Invite).Needs(InvitePerson.Verb);
        routes.MapPost("/people/invitations/{id}/withdraw", Withdraw).Needs(WithdrawInvitation.Verb);
        routes.MapPost("/people/{id}/appoint", AppointPerson).Needs(Appoint.Verb);
        routes.MapPost("/people/appointments/{id}/end", End).Needs(EndAppointment.Verb);
        routes.MapPost("/people/{id}/close", Close).Needs(ClosePerson.Verb);
    }

    private static async Task<IResult> Invite(
        HttpContext http, Actions.Actions actions, RoleTable roles, Clock clock, InForceSource inForce,
        [FromForm] OperationId operation, [FromForm] InviteForm? form, CancellationToken cancel)
    {
        form ??= new();
        var request = new InvitePerson.Request(
            form.Role ?? "", AgencyOf(form.Agency), form.Email ?? "", EstablishmentOf(form.Establishment));
        var outcome = await actions.Do<InvitationId>(
            http.Actor()!, operation, InvitePerson.Verb, act => InvitePerson.Run(act, roles, clock, request, cancel), cancel);
        // Not a redirect: the link stands on this answer alone, and a second click shows the same one.
        return outcome is Outcome<InvitationId>.Done done
            ? new RazorComponentResult<InvitedPage>(new Dictionary<string, object?>
            {
                [nameof(InvitedPage.Id)] = done.Answer,
                [nameof(InvitedPage.Token)] = InvitationLink.Token(inForce.Current.Keys, operation),
            })
            : outcome.LeadsTo(_ => "/").OrBackTo<InvitePage>((nameof(InvitePage.Form), form));
    }

    private static async Task<IResult> Withdraw(
        HttpContext http, Actions.Actions actions, Clock clock, InvitationId id, [FromForm] OperationId operation,
        CancellationToken cancel) =>
        (await actions.Do<InvitationId>(
            http.Actor()!, operation, WithdrawInvitation.Verb, act => WithdrawInvitation.Run(act, clock, id, cancel), cancel))
        .LeadsTo(_ => "/people/invitations").OrReasons();

    private static async Task<IResult> AppointPerson(
        HttpContext http, Actions.Actions actions, RoleTable roles, PersonId id, [FromForm] OperationId operation,
        [FromForm] AppointForm? form, CancellationToken cancel)
    {
        form ??= new();
        var request = new Appoint.Request(
            id, form.Role ?? "", AgencyOf(form.Agency), DayOf(form.From), DayOf(form.To), EstablishmentOf(form.Establishment),
            IdText.TryParse<AppointmentId>(form.DeputisesFor, out var other) ? other : null);
        var outcome = await actions.Do<AppointmentId>(
            http.Actor()!, operation, Appoint.Verb, act => Appoint.Run(act, roles, request, cancel), cancel);
        return outcome.LeadsTo(_ => $"/people/{id}")
            .OrBackTo<PersonPage>((nameof(PersonPage.Id), id.ToString()), (nameof(PersonPage.Form), form));
    }

    private static async Task<IResult> End(
        HttpContext http, Actions.Actions actions, RoleTable roles, AppointmentId id, [FromForm] OperationId operation,
        [FromForm] int version, CancellationToken cancel) =>
        (await actions.Do<PersonId>(
            http.Actor()!, operation, EndAppointment.Verb,
            act => EndAppointment.Run(act, roles, new(id, version), cancel), cancel))
        .LeadsTo(person => $"/people/{person}").OrReasons();

    private static async Task<IResult> Close(
        HttpContext http, Actions.Actions actions, Clock clock, PersonId id, [FromForm] OperationId operation,
        [FromForm] int version, CancellationToken cancel) =>
        (await actions.Do<PersonId>(
            http.Actor()!, operation, ClosePerson.Verb, act => ClosePerson.Run(act, clock, new(id, version), cancel), cancel))
        .LeadsTo(person => $"/people/{person}").OrReasons();

    private static AgencyId AgencyOf(string? text) => IdText.TryParse<AgencyId>(text, out var id) ? id : default;

    private static Establishment? EstablishmentOf(string? text) =>
        Enum.GetValues<Establishment>().Where(x => Slug.Of(x) == text).Select(x => (Establishment?)x).SingleOrDefault();

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

// A record's constructor would make every field required; a browser leaves out what the page did not show. A form
// without any of the fields binds as null.
public sealed class InviteForm
{
    public string? Role { get; set; }

    public string? Agency { get; set; }

    public string? Email { get; set; }

    public string? Establishment { get; set; }
}

public sealed class AppointForm
{
    public string? Role { get; set; }

    public string? Agency { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? Establishment { get; set; }

    public string? DeputisesFor { get; set; }
}

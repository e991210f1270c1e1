using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.People;

/// <summary>The other end of an invitation: whoever holds the link.</summary>
public static class InvitationRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/invitation/{token}", Accept).AllowAnonymous().RequireRateLimiting(PeopleSetup.Attempts);

    private static async Task<IResult> Accept(
        HttpContext http, Actions.Actions actions, RoleTable roles, Clock clock, NewPasswords passwords, string token,
        [FromForm] OperationId operation, [FromForm] AcceptForm? form, [FromForm] string? password, [FromForm] string? again,
        CancellationToken cancel)
    {
        form ??= new();
        var signedIn = http.Standing()?.Person.Id;
        var request = new AcceptInvitation.Request(
            token, form.Name ?? "", form.Email ?? "", signedIn is null ? passwords.Make(password, again) : null, signedIn);
        var outcome = await actions.Do<PersonId>(
            Actor.System("an invitation is accepted", Via.Page), operation, AcceptInvitation.Verb,
            act => AcceptInvitation.Run(act, roles, clock, request, cancel), cancel);
        return outcome.LeadsTo(_ => signedIn is null ? Paths.SignIn + "?ready=true" : Paths.Appointments)
            .OrBackTo<InvitationPage>((nameof(InvitationPage.Token), token), (nameof(InvitationPage.Form), form));
    }
}

// A record's constructor would make every field required; a browser leaves out what the page did not show.
public sealed class AcceptForm
{
    public string? Name { get; set; }

    public string? Email { get; set; }
}

using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.People;

/// <summary>One's own sign-in: appointment, password, second factor, sessions. Open to whoever has signed in.</summary>
public static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // [Authorize] in place of the fallback policy: it asks for a sign-in, not for a settled appointment.
        var own = routes.MapGroup("").RequireAuthorization();
        own.MapPost(Paths.Appointments, Choose);
        own.MapPost(AccountPage.Path + "/password", Password).RequireRateLimiting(PeopleSetup.Attempts);
        own.MapPost(AccountPage.Path + "/sessions/{id}/end", EndSession);
        own.MapPost(AccountPage.Path + "/sessions/end-others", EndOthers);
        own.MapPost(AccountPage.SecondFactorPath, Begin);
        own.MapPost(AccountPage.SecondFactorPath + "/confirm", Confirm).RequireRateLimiting(PeopleSetup.Attempts);
        own.MapPost(AccountPage.SecondFactorPath + "/remove", Remove).RequireRateLimiting(PeopleSetup.Attempts);
    }

    private static async Task<IResult> Choose(
        HttpContext http, Actions.Actions actions, [FromForm] OperationId operation, [FromForm] AppointmentId appointment,
        [FromForm] string? back, CancellationToken cancel)
    {
        var standing = http.Standing()!;
        return (await actions.Do<AppointmentId>(
                Actor.Self(standing.Person), operation, Sessions.ChooseVerb,
                act => Sessions.Choose(act, standing, appointment, cancel), cancel))
            .LeadsTo(_ => Paths.Back(back)).OrReasons();
    }

    private static async Task<IResult> Password(
        HttpContext http, Actions.Actions actions, Clock clock, SignInDesk desk, NewPasswords passwords,
        [FromForm] OperationId operation, [FromForm] string? current, [FromForm] string? password, [FromForm] string? again,
        CancellationToken cancel)
    {
        var standing = http.Standing()!;
        var request = new ChangePassword.Request(
            await desk.IsPassword(standing.Person.Id, current ?? "", cancel), passwords.Make(password, again));
        return (await actions.Do<bool>(
                Actor.Self(standing.Person), operation, ChangePassword.Verb,
                act => ChangePassword.Run(act, clock, standing.Session.Id, request, cancel), cancel))
            .LeadsTo(_ => AccountPage.Path + "?done=password").OrBackTo<AccountPage>();
    }

    private static async Task<IResult> EndSession(
        HttpContext http, Actions.Actions actions, Clock clock, SessionId id, [FromForm] OperationId operation,
        CancellationToken cancel) =>
        (await actions.Do<SessionId>(
            Actor.Self(http.Standing()!.Person), operation, Sessions.EndVerb,
            act => Sessions.EndOne(act, clock, id, cancel), cancel))
        .LeadsTo(_ => AccountPage.Path).OrReasons();

    private static async Task<IResult> EndOthers(
        HttpContext http, Actions.Actions actions, Clock clock, [FromForm] OperationId operation, CancellationToken cancel)
    {
        var standing = http.Standing()!;
        return (await actions.Do<int>(
                Actor.Self(standing.Person), operation, Sessions.EndOthersVerb,
                act => Sessions.EndOthers(act, clock, standing.Session.Id, cancel), cancel))
            .LeadsTo(_ => AccountPage.Path).OrReasons();
    }

    private static async Task<IResult> Begin(
        HttpContext http, Actions.Actions actions, SignInOffice office, [FromForm] OperationId operation,
        CancellationToken cancel) =>
        (await actions.Do<bool>(
            Actor.Self(http.Standing()!.Person), operation, SecondFactor.BeginVerb,
            act => SecondFactor.Begin(act, office, cancel), cancel))
        .LeadsTo(_ => AccountPage.SecondFactorPath).OrReasons();

    private static async Task<IResult> Confirm(
        HttpContext http, Actions.Actions actions, Clock clock, SignInOffice office, InForceSource inForce,
        [FromForm] OperationId operation, [FromForm] string? code, CancellationToken cancel)
    {
        var standing = http.Standing()!;
        var recovery = SecondFactor.RecoveryCodesOf(inForce.Current.Keys, operation);
        var outcome = await actions.Do<bool>(
            Actor.Self(standing.Person), operation, SecondFactor.ConfirmVerb,
            act => SecondFactor.Confirm(act, office, clock, standing.Session.Id, code ?? "", recovery, cancel), cancel);
        // Shown on this answer alone: only digests are kept.
        return outcome is Outcome<bool>.Done
            ? new RazorComponentResult<RecoveryCodesPage>(new Dictionary<string, object?>
            {
                [nameof(RecoveryCodesPage.Codes)] = recovery,
            })
            : outcome.LeadsTo(_ => "/").OrBackTo<SecondFactorPage>();
    }

    private static async Task<IResult> Remove(
        HttpContext http, Actions.Actions actions, Clock clock, SignInOffice office, [FromForm] OperationId operation,
        [FromForm] string? code, CancellationToken cancel)
    {
        var standing = http.Standing()!;
        return (await actions.Do<bool>(
                Actor.Self(standing.Person), operation, SecondFactor.RemoveVerb,
                act => SecondFactor.Remove(act, office, clock, standing, code ?? "", cancel), cancel))
            .LeadsTo(_ => AccountPage.Path).OrBackTo<SecondFactorPage>();
    }
}

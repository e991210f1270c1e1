using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.People;

/// <summary>Password, code, sign-out.</summary>
public static class SignInRoutes
{
    public const string CodePath = "/sign-in/code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Paths.SignIn, WithPassword).AllowAnonymous().RequireRateLimiting(PeopleSetup.Attempts);
        routes.MapPost(CodePath, WithCode).AllowAnonymous().RequireRateLimiting(PeopleSetup.Attempts);
        routes.MapPost(Paths.SignOut, SignOut).AllowAnonymous();
    }

    private static async Task<IResult> WithPassword(
        HttpContext http, SignInDesk desk, Databases databases, [FromForm] string? email, [FromForm] string? password,
        [FromForm] string? back, CancellationToken cancel)
    {
        var outcome = await desk.TryPassword(email ?? "", password ?? "", Whereabouts.Of(http), cancel);
        var next = Paths.Back(back);
        if (outcome is Outcome<SessionId>.Done done)
        {
            await SessionCookie.Give(http, done.Answer);
            await using var db = databases.OpenForSystem("somebody signs in");
            var session = await db.Set<Session>().FindAsync([done.Answer], cancel);
            next = session!.AwaitsCode ? $"{CodePath}?back={Uri.EscapeDataString(next)}" : next;
        }
        return outcome.LeadsTo(_ => next)
            .OrBackTo<SignInPage>((nameof(SignInPage.Back), back), (nameof(SignInPage.Email), email));
    }

    private static async Task<IResult> WithCode(
        HttpContext http, SignInDesk desk, [FromForm] string? code, [FromForm] string? back, CancellationToken cancel)
    {
        if (http.AwaitingCode() is not { } session)
        {
            return Answers.Done(Paths.SignIn);
        }
        var outcome = await desk.TryCode(session, code ?? "", Whereabouts.Of(http), cancel);
        return outcome.LeadsTo(_ => Paths.Back(back)).OrBackTo<SignInCodePage>((nameof(SignInCodePage.Back), back));
    }

    private static async Task<IResult> SignOut(
        HttpContext http, Actions.Actions actions, Clock clock, [FromForm] OperationId? operation, CancellationToken cancel)
    {
        if (http.Standing() is { } standing)
        {
            await actions.Do<SessionId>(
                Actor.Self(standing.Person), operation ?? PeopleSetup.NewOperation(clock), Sessions.EndVerb,
                act => Sessions.EndOne(act, clock, standing.Session.Id, cancel), cancel);
        }
        await http.SignOutAsync(SessionCookie.Scheme);
        return Answers.Done(Paths.SignIn);
    }
}

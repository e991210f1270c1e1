using Guanwei.Server.Actions;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.People;

public static class PeopleRoutes
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Paths.SignIn, SignIn).AllowAnonymous();
        routes.MapPost(Paths.SignOut, (Delegate)SignOut).AllowAnonymous();
    }

    private static async Task<IResult> SignIn(
        HttpContext http, SignInWithPassword signIn, [FromForm] OperationId operation,
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? back, CancellationToken cancel)
    {
        var outcome = await signIn.Run(new(email ?? "", password ?? "", operation, "", ""), cancel);
        if (outcome is Outcome<SessionId>.Done done)
        {
            await SessionCookie.Give(http, done.Answer);
        }
        return outcome.LeadsTo(_ => Paths.Back(back)).OrBackTo<SignInPage>(("Back", back), ("Email", email));
    }

    private static async Task<IResult> SignOut(HttpContext http)
    {
        await http.SignOutAsync(SessionCookie.Scheme);
        return Answers.Done(Paths.SignIn);
    }
}

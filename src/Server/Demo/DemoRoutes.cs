using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Demo;

/// <summary>The demo's own pages, mapped by hand: a real installation does not have them.</summary>
public static class DemoRoutes
{
    public const string SignIns = "/demo/sign-ins";
    public const string ClockPath = "/demo/clock";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignIns, () => new RazorComponentResult<SignInsPage>()).AllowAnonymous();
        routes.MapPost(SignIns, SignIn).AllowAnonymous();
        routes.MapGet(ClockPath, () => new RazorComponentResult<ClockPage>());
        routes.MapPost(ClockPath, Shift);
    }

    private static async Task<IResult> SignIn(
        HttpContext http, DemoSignIn signIn, [FromForm] string? role, CancellationToken cancel)
    {
        if (await signIn.As(role ?? "", Whereabouts.Of(http), cancel) is not { } session)
        {
            return Answers.Done(SignIns);
        }
        await SessionCookie.Give(http, session);
        return Answers.Done("/");
    }

    private static async Task<IResult> Shift(
        Actions.Actions actions, Clock clock, JobSignal jobs, [FromForm] int? days, [FromForm] OperationId operation,
        CancellationToken cancel)
    {
        // Whoever looks at a demo may do it; no role of the product has the right.
        var actor = Actor.System("the demo's clock is moved on", Via.Page);
        var outcome = await actions.Do<TimeSpan>(
            actor, operation, ShiftClock.Verb, act => ShiftClock.Run(act, new(days ?? 0), cancel), cancel);
        if (outcome is Outcome<TimeSpan>.Done done)
        {
            clock.ShiftTo(done.Answer);
            jobs.Wake();
        }
        return outcome.LeadsTo(_ => ClockPath).OrBackTo<ClockPage>();
    }
}

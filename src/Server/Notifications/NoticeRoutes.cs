using Guanwei.Server.Actions;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

public static class NoticeRoutes
{
    /// <summary>After sign-in: how many unread notices the bell in the header shows.</summary>
    public static void UseNotices(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Actor() is { Person: { } person } actor && http.Request.Headers.Accept.ToString().Contains("html", StringComparison.Ordinal))
        {
            var shell = http.RequestServices.GetRequiredService<ShellState>();
            await using var db = http.RequestServices.GetRequiredService<Databases>().OpenFor(actor);
            var unread = await db.Set<Notice>().CountAsync(x => x.PersonId == person && x.ReadAt == null, http.RequestAborted);
            shell.Actor = shell.Actor is { } shown ? shown with { Unread = unread } : null;
        }
        await next(http);
    });

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        var notices = routes.MapGroup(Paths.Notifications).RequireAuthorization();
        notices.MapPost("/read", Read);
        notices.MapPost("/doors", Doors);
        notices.MapPost("/robots", Set).Needs(SetRobot.Verb);
        notices.MapPost("/robots/remove", Remove).Needs(RemoveRobot.Verb);
    }

    private static async Task<IResult> Read(
        HttpContext http, Actions.Actions actions, [FromForm] OperationId operation, [FromForm] string? kind, [FromForm] string? id,
        CancellationToken cancel) => http.Actor() is not { } actor
        ? Results.Forbid()
        : (await actions.Do<int>(
            actor, operation, ReadNotices.Verb, act => ReadNotices.Run(act, new(kind, id), cancel), cancel))
        .LeadsTo(_ => Paths.Notifications).OrBackTo<NoticesPage>();

    private static async Task<IResult> Doors(
        HttpContext http, Actions.Actions actions, [FromForm] OperationId operation, [FromForm] Wish? mail, [FromForm] Wish? sms,
        [FromForm] string? phone, CancellationToken cancel) => http.Actor() is not { } actor
        ? Results.Forbid()
        : (await actions.Do<bool>(actor, operation, ChooseDoors.Verb, act => ChooseDoors.Run(
            act, new(mail ?? Wish.All, sms ?? Wish.Nothing, phone), cancel), cancel))
        .LeadsTo(_ => Paths.Notifications).OrBackTo<NoticesPage>((nameof(NoticesPage.Form), new ChooseDoors.Request(
            mail ?? Wish.All, sms ?? Wish.Nothing, phone)));

    private static async Task<IResult> Set(
        HttpContext http, Actions.Actions actions, DoorSettings doors, [FromForm] OperationId operation, [FromForm] DoorKind? door,
        [FromForm] string? address, [FromForm] string? secret, CancellationToken cancel)
    {
        var outcome = await actions.Do<bool>(http.Actor()!, operation, SetRobot.Verb, act => SetRobot.Run(
            act, doors, new(door ?? default, address, secret), cancel), cancel);
        return outcome.LeadsTo(_ => RobotsPage.Path).OrBackTo<RobotsPage>((nameof(RobotsPage.Chosen), door));
    }

    private static async Task<IResult> Remove(
        HttpContext http, Actions.Actions actions, [FromForm] OperationId operation, [FromForm] DoorKind? door, CancellationToken cancel)
    {
        var outcome = await actions.Do<bool>(
            http.Actor()!, operation, RemoveRobot.Verb, act => RemoveRobot.Run(act, door ?? default, cancel), cancel);
        return outcome.LeadsTo(_ => RobotsPage.Path).OrReasons();
    }
}

using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>Marks one's own notices as read: those about one object, or all.</summary>
public static class ReadNotices
{
    public const string Verb = "notice.read";

    public sealed record Request(string? ObjectKind, string? ObjectId);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var mine = act.Actor.Person;
        var unread = act.Db.Set<Notice>().Where(x => x.PersonId == mine && x.ReadAt == null);
        if (request is { ObjectKind: { } kind, ObjectId: { } id })
        {
            unread = unread.Where(x => x.ObjectKind == kind && x.ObjectId == id);
        }
        var notices = await unread.ToListAsync(cancel);
        foreach (var notice in notices)
        {
            notice.ReadAt = act.Now;
        }
        return notices.Count;
    }
}

using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>Keeps the closure rows true: they are what supervision and scope are read from.</summary>
public static class AgencyTree
{
    /// <summary>
    /// Puts a new agency below its parent: itself at depth 0, and every ancestor of the parent one deeper.
    /// </summary>
    public static async Task Place(Act act, Agency agency, CancellationToken cancel)
    {
        act.Db.Add(new AgencyClosure { AncestorId = agency.Id, DescendantId = agency.Id, Depth = 0 });
        if (agency.ParentId is not { } parent)
        {
            return;
        }
        foreach (var above in await Above(act.Db, parent, cancel))
        {
            act.Db.Add(new AgencyClosure { AncestorId = above.AncestorId, DescendantId = agency.Id, Depth = above.Depth + 1 });
        }
    }

    /// <summary>
    /// Moves a unit with everything below it under another parent; false when that would make a circle.
    /// </summary>
    public static async Task<bool> Move(Act act, Agency agency, AgencyId? parent, CancellationToken cancel)
    {
        var links = act.Db.Set<AgencyClosure>();
        var subtree = await links.Where(link => link.AncestorId == agency.Id).ToListAsync(cancel);
        if (parent is { } wanted && subtree.Any(link => link.DescendantId == wanted))
        {
            return false;
        }
        var below = subtree.Select(link => link.DescendantId).ToHashSet();
        var cut = await links
            .Where(link => below.Contains(link.DescendantId) && !below.Contains(link.AncestorId)).ToListAsync(cancel);
        act.Db.RemoveRange(cut);
        agency.ParentId = parent;
        if (parent is null)
        {
            return true;
        }
        // Whoever closes or merges the new parent at this moment meets its version, and is asked again on fresh data.
        if (await act.Db.Set<Agency>().FindAsync([parent.Value], cancel) is { } above && act.Db.Entry(above).State is not EntityState.Added)
        {
            act.Touch(above);
        }
        // The same pair may be cut and made again (a move within one branch): the tracked row is reused, not added
        // twice.
        var old = cut.ToDictionary(link => (link.AncestorId, link.DescendantId));
        foreach (var higher in await Above(act.Db, parent.Value, cancel))
        {
            foreach (var under in subtree)
            {
                var depth = higher.Depth + 1 + under.Depth;
                if (old.TryGetValue((higher.AncestorId, under.DescendantId), out var link))
                {
                    act.Db.Entry(link).State = EntityState.Unchanged;
                    link.Depth = depth;
                }
                else
                {
                    act.Db.Add(new AgencyClosure { AncestorId = higher.AncestorId, DescendantId = under.DescendantId, Depth = depth });
                }
            }
        }
        return true;
    }

    /// <summary>
    /// An agency and everything above it; also of one that the running action has placed and not saved.
    /// </summary>
    private static async Task<List<AgencyClosure>> Above(PlatformDb db, AgencyId agency, CancellationToken cancel) =>
    [
        .. await db.Set<AgencyClosure>().Where(link => link.DescendantId == agency).AsNoTracking().ToListAsync(cancel),
        .. db.ChangeTracker.Entries<AgencyClosure>().Where(link => link.State is EntityState.Added)
            .Select(link => link.Entity).Where(link => link.DescendantId == agency),
    ];
}

using System.Reflection;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A unit's things become another's, all in the running action: each slice hands over its objects, their rows follow.
/// </summary>
internal static class HandingOver
{
    private static readonly MethodInfo follow =
        typeof(HandingOver).GetMethod(nameof(Follow), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task Run(
        Act act, Handover handover, DateOnly day, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (from, to) = (handover.From.Id, handover.To.Id);
        var listed = await act.Db.Set<HandedOver>()
            .Where(x => x.FromId == from && x.ToId == to && x.Day == day).ToDictionaryAsync(x => x.ObjectId, cancel);
        var passed = new HashSet<Guid>();
        foreach (var holding in holdings)
        {
            // What came along with something chosen is chosen for what comes after it.
            var taken = handover.IsWhole ? handover : handover with { Chosen = handover.Chosen!.Union(passed).ToHashSet() };
            foreach (var id in await holding.HandOver(act, taken, cancel))
            {
                if (passed.Add(id) && !listed.Remove(id) && holding is IHeldByAgency held)
                {
                    act.Db.Add(new HandedOver { FromId = from, ToId = to, Day = day, Kind = held.Kind, ObjectId = id });
                }
            }
        }
        if (!handover.IsWhole)
        {
            // Chosen when it was planned, and no longer the unit's since.
            act.Db.RemoveRange(listed.Values);
        }
        foreach (var row in Followers(act.Db))
        {
            await (Task)follow.MakeGenericMethod(row).Invoke(null, [act, handover, passed.ToList(), cancel])!;
        }
        if (handover.IsWhole)
        {
            await Jobs(act, from, to, cancel);
        }
    }

    /// <summary>Every kind of row that names the object it belongs to: none of them can be forgotten here.</summary>
    private static List<Type> Followers(PlatformDb db) =>
        [.. db.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(typeof(IAssignable).IsAssignableFrom)];

    private static async Task Follow<TRow>(Act act, Handover handover, List<Guid> objects, CancellationToken cancel)
        where TRow : class, IAssignable
    {
        var from = handover.From.Id;
        foreach (var row in await act.Db.Set<TRow>()
            .Where(x => x.AgencyId == from && objects.Contains(x.ObjectId)).ToListAsync(cancel))
        {
            handover.Give(act, row);
        }
    }

    /// <summary>Jobs take turns by agency: what still waits for the one that is no more waits for the other.</summary>
    private static async Task Jobs(Act act, AgencyId from, AgencyId to, CancellationToken cancel)
    {
        foreach (var job in await act.Db.Set<Job>().Where(x => x.AgencyId == from
            && (x.State == JobState.Due || x.State == JobState.Dead || x.State == JobState.InDoubt)).ToListAsync(cancel))
        {
            job.AgencyId = to;
        }
    }
}

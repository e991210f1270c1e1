using Guanwei.Rules.Naming;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// A name that nobody else may take: made at the submission, freed when the application is rejected or withdrawn, kept
/// when it ends in an account. The unique key on the folded name decides between two who ask at once.
/// </summary>
[InstallationWide("a name is taken for everybody; the row tells no more than a public register of accounts would")]
public sealed class NameReservation
{
    /// <summary><see cref="NameKeys.Clean"/> of the name.</summary>
    public required string Skeleton { get; init; }

    public required string Name { get; init; }

    public required AgencyId HolderId { get; init; }

    public required string Holder { get; init; }

    /// <summary>The application, and later the account, that holds it.</summary>
    public required Guid ObjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// The names of others and one's own that are like the name, or like one that would be proposed instead: all that
    /// the check can depend on, in one question.
    /// </summary>
    /// <param name="facts">The name and who asks.</param>
    /// <param name="self">The application or account whose own reservation does not count.</param>
    /// <param name="agency">Whose names are its own.</param>
    public static async Task<NameIndex> Near(
        PlatformDb db, InForce inForce, NameFacts facts, Guid self, AgencyId agency, DateOnly today, CancellationToken cancel)
    {
        var keys = NameKeys.Around(facts, inForce.Rules, today, inForce.Profile).Select(key => key.Text).Distinct().ToList();
        var reservations = db.Set<NameReservation>();
        var near = await db.Set<ReservedNameKey>()
            .Where(key => keys.Contains(key.Key))
            .Join(reservations, key => key.Skeleton, name => name.Skeleton, (_, name) => name)
            .Where(name => name.ObjectId != self)
            .Select(name => new { name.Name, name.Holder, name.HolderId }).Distinct().OrderBy(name => name.Name).ToListAsync(cancel);
        return NameIndex.Of(
            near.Select(name => new RegisteredName(name.Name, name.Holder, name.HolderId == agency)), inForce.Rules, today);
    }

    /// <summary>Takes the application's name, and lets go of the one it had before.</summary>
    public static async Task Take(Act act, OpeningApplication application, CancellationToken cancel)
    {
        var skeleton = NameKeys.Clean(application.Name!);
        var held = await Of(act, application.ObjectId, cancel);
        if (held?.Skeleton == skeleton)
        {
            return;
        }
        if (held is not null)
        {
            await Remove(act, held, cancel);
        }
        act.Db.Add(new NameReservation
        {
            Skeleton = skeleton,
            Name = application.Name!,
            HolderId = application.AgencyId,
            Holder = application.AgencyName,
            ObjectId = application.ObjectId,
            At = act.Now,
        });
        act.Db.AddRange(ReservedNameKey.Of(application.Name!, act.InForce.Rules, act.Today));
    }

    public static async Task Free(Act act, Guid objectId, CancellationToken cancel)
    {
        if (await Of(act, objectId, cancel) is { } held)
        {
            await Remove(act, held, cancel);
        }
    }

    /// <summary>With its keys: no row of the platform goes by the database's own cascade.</summary>
    private static async Task Remove(Act act, NameReservation held, CancellationToken cancel)
    {
        act.Db.RemoveRange(await act.Db.Set<ReservedNameKey>().Where(x => x.Skeleton == held.Skeleton).ToListAsync(cancel));
        act.Db.Remove(held);
    }

    private static Task<NameReservation?> Of(Act act, Guid objectId, CancellationToken cancel) =>
        act.Db.Set<NameReservation>().SingleOrDefaultAsync(x => x.ObjectId == objectId, cancel);

    public static void Map(ModelBuilder model) => model.Entity<NameReservation>(reservation =>
    {
        reservation.ToTable("name_reservations");
        reservation.HasKey(x => x.Skeleton);
        reservation.HasIndex(x => x.ObjectId).IsUnique();
        reservation.HasIndex(x => x.HolderId);
    });
}

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
    /// <summary><see cref="NameSkeleton.Of"/> the name.</summary>
    public required string Skeleton { get; init; }

    public required string Name { get; init; }

    public required AgencyId HolderId { get; init; }

    public required string Holder { get; init; }

    /// <summary>The application, and later the account, that holds it.</summary>
    public required Guid ObjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who else has the name; none when it is free or one's own.</summary>
    public static async Task<NameHolder?> Other(PlatformDb db, string? name, Guid self, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }
        var skeleton = NameSkeleton.Of(name);
        return await db.Set<NameReservation>()
            .Where(x => x.Skeleton == skeleton && x.ObjectId != self)
            .Select(x => new NameHolder(x.Name, x.Holder)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Takes the application's name, and lets go of the one it had before.</summary>
    public static async Task Take(Act act, OpeningApplication application, CancellationToken cancel)
    {
        var skeleton = NameSkeleton.Of(application.Name!);
        var held = await Of(act, application.ObjectId, cancel);
        if (held?.Skeleton == skeleton)
        {
            return;
        }
        if (held is not null)
        {
            act.Db.Remove(held);
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
    }

    public static async Task Free(Act act, Guid objectId, CancellationToken cancel)
    {
        if (await Of(act, objectId, cancel) is { } held)
        {
            act.Db.Remove(held);
        }
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

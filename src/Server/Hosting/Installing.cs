using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Hosting;

/// <summary>Makes the installation in an empty database: its one row, its data keys, its root signing key.</summary>
public static class Installing
{
    public static readonly TimeOnly UsualOfficeEnd = new(17, 30);

    public sealed record Request(InstallationKind Kind, string Name, Profile Profile, TimeOnly OfficeEnd);

    /// <summary>False when there is one already: the kind of an installation is never changed.</summary>
    public static async Task<bool> Make(
        Databases databases, MasterKey master, Clock clock, Request request, OperationId operation, CancellationToken cancel)
    {
        using var turn = await databases.Gate.Enter(cancel);
        await using var db = databases.OpenForSystem("making the installation");
        db.HoldsGate = true;
        if (await db.Set<Installation>().AnyAsync(cancel))
        {
            return false;
        }
        var now = clock.Machine;
        var ring = KeyRing.New();
        var root = RootKey.New();
        var inForce = new InForce(
            RuleBook.National, request.Profile, WorkingDayCalendar.National, request.OfficeEnd, request.Kind, ring, new Happenings());
        var act = new Act(db, Actor.System("making the installation", Via.CommandLine), "installation.make", operation, now, inForce);
        var installation = new Installation
        {
            Kind = request.Kind,
            MadeAt = now,
            Name = request.Name,
            Profile = request.Profile,
            OfficeEnd = request.OfficeEnd,
            MachineSeen = now,
            RootKey = root.Public.Export(),
        };
        act.Touch(installation);
        db.Add(installation);
        foreach (var key in ring.Keys)
        {
            StoredKeys.Add(db, master, key, now);
        }
        StoredKeys.Add(db, master, root, now);
        act.About("installation", 1, agency: null, installation);
        db.Add(AuditEntry.Of(act, "done", []));
        await db.SaveChangesAsync(cancel);
        return true;
    }
}

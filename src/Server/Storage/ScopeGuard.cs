using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanwei.Server.Storage;

/// <summary>
/// A write outside the scope in which the database was opened. Never shown to a person: it is a defect or an attack.
/// </summary>
public sealed class OutOfScopeException(string message) : InvalidOperationException(message);

/// <summary>
/// The second guard of scope: query filters do not guard writes (measured: a stub of another agency's row was updated
/// and deleted). Every added row's agency, and the *stored* agency of every changed or deleted row, must lie in the
/// scope.
/// </summary>
internal sealed class ScopeGuard : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result) =>
        throw new NotSupportedException("Save with SaveChangesAsync: the guards of scope and of the writer gate are asynchronous.");

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        if (data.Context is PlatformDb { Scope.Everything: false } db)
        {
            await Check(db, cancel);
        }
        return result;
    }

    private static async Task Check(PlatformDb db, CancellationToken cancel)
    {
        var rows = db.ChangeTracker.Entries<IOfAgency>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }
        if (db.Scope.Visitor && rows.All(IsForVisitors))
        {
            return;
        }
        var agencies = new HashSet<AgencyId>();
        foreach (var entry in rows)
        {
            if (entry.State != EntityState.Deleted)
            {
                agencies.Add(entry.Entity.AgencyId);
            }
            if (entry.State != EntityState.Added)
            {
                // What the database holds, not what the entry claims: a stub of a foreign row carries any agency it
                // likes.
                var stored = await entry.GetDatabaseValuesAsync(cancel)
                    ?? throw new OutOfScopeException($"A {entry.Metadata.ClrType.Name} that is not there was about to be {entry.State}.");
                agencies.Add(stored.GetValue<AgencyId>(entry.Entity is Agency ? nameof(Agency.Id) : nameof(IOfAgency.AgencyId)));
            }
        }
        if (db.Scope.Assignee != default && rows.All(row => row.Entity is IAssignable))
        {
            await CheckAssigned(db, rows, cancel);
            return;
        }
        // A unit made in this very save stands in scope when the unit above it does.
        foreach (var made in rows.Where(row => row is { State: EntityState.Added, Entity: Agency }).Select(row => (Agency)row.Entity))
        {
            agencies.Remove(made.Id);
            agencies.Add(made.ParentId ?? default);
        }
        var inScope = await db.Set<AgencyClosure>()
            .Where(link => link.AncestorId == db.ScopeAgency && link.Depth <= db.ScopeDepth && agencies.Contains(link.DescendantId))
            .Select(link => link.DescendantId).ToListAsync(cancel);
        if (agencies.Except(inScope).Any())
        {
            throw new OutOfScopeException("A row of an agency outside the scope was about to be written.");
        }
    }

    private static bool IsForVisitors(EntityEntry<IOfAgency> row) =>
        row.State is EntityState.Added && row.Entity.GetType().IsDefined(typeof(AddedByVisitorsAttribute), inherit: false);

    private static async Task CheckAssigned(PlatformDb db, List<EntityEntry<IOfAgency>> rows, CancellationToken cancel)
    {
        var objects = rows.Select(row => ((IAssignable)row.Entity).ObjectId).ToHashSet();
        var mine = await db.Set<Assignment>()
            .Where(assignment => assignment.AppointmentId == db.ScopeAssignee && objects.Contains(assignment.ObjectId))
            .Select(assignment => assignment.ObjectId).ToListAsync(cancel);
        if (objects.Except(mine).Any())
        {
            throw new OutOfScopeException("A row that is not assigned to this reviewer was about to be written.");
        }
    }
}

using System.Linq.Expressions;
using System.Reflection;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>The named query filter on every row of an agency. The first of the three guards of scope.</summary>
internal static class ScopeFilters
{
    public const string Name = "scope";

    public static void Apply(ModelBuilder model, PlatformDb db)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => typeof(IOfAgency).IsAssignableFrom(entity.ClrType)))
        {
            entity.SetQueryFilter(Name, entity.ClrType == typeof(Agency) ? TreeFilter(db) : RowFilter(entity.ClrType, db));
        }
    }

    private static LambdaExpression RowFilter(Type row, PlatformDb db)
    {
        var make = typeof(IAssignable).IsAssignableFrom(row) ? nameof(AssignableFilter) : nameof(AgencyFilter);
        return (LambdaExpression)typeof(ScopeFilters).GetMethod(make, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(row).Invoke(null, [db])!;
    }

    private static Expression<Func<Agency, bool>> TreeFilter(PlatformDb db) =>
        agency => db.SeesEverything
            || db.Set<AgencyClosure>().Any(link =>
                link.AncestorId == db.ScopeAgency && link.Depth <= db.ScopeDepth && link.DescendantId == agency.Id);

    private static Expression<Func<TRow, bool>> AgencyFilter<TRow>(PlatformDb db) where TRow : class, IOfAgency =>
        row => db.SeesEverything
            || db.Set<AgencyClosure>().Any(link =>
                link.AncestorId == db.ScopeAgency && link.Depth <= db.ScopeDepth && link.DescendantId == row.AgencyId);

    private static Expression<Func<TRow, bool>> AssignableFilter<TRow>(PlatformDb db) where TRow : class, IAssignable =>
        row => db.SeesEverything
            || db.Set<AgencyClosure>().Any(link =>
                link.AncestorId == db.ScopeAgency && link.Depth <= db.ScopeDepth && link.DescendantId == row.AgencyId)
            || db.Set<Assignment>().Any(assignment =>
                assignment.AppointmentId == db.ScopeAssignee && assignment.ObjectId == row.ObjectId);
}

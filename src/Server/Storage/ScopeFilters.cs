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
        if (db.Scope.Shape is ScopeShape.Everything)
        {
            return;
        }
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => typeof(IOfAgency).IsAssignableFrom(entity.ClrType)))
        {
            entity.SetQueryFilter(Name, FilterOf(entity.ClrType, db));
        }
    }

    private static LambdaExpression FilterOf(Type row, PlatformDb db)
    {
        var isAgency = row == typeof(Agency);
        return db.Scope.Shape switch
        {
            ScopeShape.Own => isAgency ? OwnAgency(db) : Of(row, nameof(OwnRows), db),
            ScopeShape.Subtree => isAgency ? SubtreeAgencies(db) : Of(row, nameof(SubtreeRows), db),
            ScopeShape.SubtreeRowByRow => isAgency ? AgenciesOneByOne(db) : Of(row, nameof(RowsOneByOne), db),
            ScopeShape.Assigned when typeof(IAssignable).IsAssignableFrom(row) => Of(row, nameof(AssignedRows), db),
            _ => Of(row, nameof(NoRows), db),
        };
    }

    private static LambdaExpression Of(Type row, string filter, PlatformDb db) =>
        (LambdaExpression)typeof(ScopeFilters).GetMethod(filter, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(row).Invoke(null, [db])!;

    private static Expression<Func<Agency, bool>> OwnAgency(PlatformDb db) => agency => agency.Id == db.ScopeAgency;

    private static Expression<Func<TRow, bool>> OwnRows<TRow>(PlatformDb db) where TRow : class, IOfAgency =>
        row => row.AgencyId == db.ScopeAgency;

    // "In the subtree" as a set that is read once, not as a question to each row.
    private static Expression<Func<Agency, bool>> SubtreeAgencies(PlatformDb db) =>
        agency => db.Set<AgencyClosure>().Where(link => link.AncestorId == db.ScopeAgency)
            .Select(link => link.DescendantId).Contains(agency.Id);

    private static Expression<Func<TRow, bool>> SubtreeRows<TRow>(PlatformDb db) where TRow : class, IOfAgency =>
        row => db.Set<AgencyClosure>().Where(link => link.AncestorId == db.ScopeAgency)
            .Select(link => link.DescendantId).Contains(row.AgencyId);

    private static Expression<Func<Agency, bool>> AgenciesOneByOne(PlatformDb db) =>
        agency => db.Set<AgencyClosure>().Any(link => link.AncestorId == db.ScopeAgency && link.DescendantId == agency.Id);

    private static Expression<Func<TRow, bool>> RowsOneByOne<TRow>(PlatformDb db) where TRow : class, IOfAgency =>
        row => db.Set<AgencyClosure>().Any(link => link.AncestorId == db.ScopeAgency && link.DescendantId == row.AgencyId);

    private static Expression<Func<TRow, bool>> AssignedRows<TRow>(PlatformDb db) where TRow : class, IAssignable =>
        row => db.Set<Assignment>().Where(assignment => assignment.AppointmentId == db.ScopeAssignee)
            .Select(assignment => assignment.ObjectId).Contains(row.ObjectId);

    private static Expression<Func<TRow, bool>> NoRows<TRow>(PlatformDb db) where TRow : class => row => false;
}

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>
/// Rows in the order of their primary key: for work that goes through a table in batches, whatever the table.
/// </summary>
public static class KeyOrder
{
    public static IQueryable<TRow> InKeyOrder<TRow>(this IQueryable<TRow> rows, PlatformDb db) where TRow : class
    {
        IOrderedQueryable<TRow>? ordered = null;
        foreach (var key in db.Model.FindEntityType(typeof(TRow))!.FindPrimaryKey()!.Properties)
        {
            var name = key.Name;
            Expression<Func<TRow, object>> value = row => EF.Property<object>(row, name);
            ordered = ordered is null ? rows.OrderBy(value) : ordered.ThenBy(value);
        }
        return ordered!;
    }
}

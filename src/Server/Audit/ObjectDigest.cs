using System.Globalization;
using System.Text;
using Guanwei.Server.Actions;
using Guanwei.Server.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guanwei.Server.Audit;

/// <summary>
/// SM3 of an entity's stored values, one "name=value" a line, names in ordinal order, values in the invariant form.
/// </summary>
internal static class ObjectDigest
{
    public static string Before(Act act) =>
        Entry(act) is { State: not (EntityState.Added or EntityState.Detached) } entry ? Digest(entry.OriginalValues) : "";

    public static string After(Act act) =>
        Entry(act) is { State: not (EntityState.Deleted or EntityState.Detached) } entry ? Digest(entry.CurrentValues) : "";

    private static EntityEntry? Entry(Act act) => act.Subject?.Entity is { } entity ? act.Db.Entry(entity) : null;

    private static string Digest(PropertyValues values)
    {
        var text = new StringBuilder();
        foreach (var property in values.Properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            text.Append(property.Name).Append('=').Append(Invariant(values[property])).Append('\n');
        }
        return Sm3.Hex(text.ToString());
    }

    private static string Invariant(object? value) => value switch
    {
        null => "",
        DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

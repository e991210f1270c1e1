using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanwei.Server.Storage;

/// <summary>
/// Rows that are written once: never deleted, and changed only where a property says <see cref="SetOnceAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppendOnlyAttribute : Attribute;

/// <summary>May be set while it is empty, and never again.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SetOnceAttribute : Attribute;

/// <summary>
/// Somebody was about to rewrite what was recorded. Never shown to a person: it is a defect or an attack.
/// </summary>
public sealed class RewrittenException(string message) : InvalidOperationException(message);

/// <summary>Holds rows marked <see cref="AppendOnlyAttribute"/> to it.</summary>
internal sealed class AppendOnly : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        foreach (var entry in data.Context!.ChangeTracker.Entries().Where(IsRewritten))
        {
            throw new RewrittenException($"A {entry.Metadata.ClrType.Name} that is kept as it was written was about to be {entry.State}.");
        }
        return ValueTask.FromResult(result);
    }

    private static bool IsRewritten(EntityEntry entry) =>
        entry.State is EntityState.Deleted or EntityState.Modified
        && entry.Metadata.ClrType.IsDefined(typeof(AppendOnlyAttribute), inherit: false)
        && (entry.State is EntityState.Deleted || entry.Properties.Any(
            value => value.IsModified && !IsFirstSetting(value) && !IsBelonging(value)));

    // To whom it belongs is scope and not what was recorded: it passes on when an agency is merged. ScopeGuard asks about it.
    private static bool IsBelonging(PropertyEntry value) =>
        value.EntityEntry.Entity is IOfAgency && value.Metadata.Name == nameof(IOfAgency.AgencyId);

    private static bool IsFirstSetting(PropertyEntry value) =>
        value.OriginalValue is null && value.Metadata.PropertyInfo!.IsDefined(typeof(SetOnceAttribute), inherit: false);
}

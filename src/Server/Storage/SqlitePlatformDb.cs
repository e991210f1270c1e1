using System.Reflection;
using Guanwei.Server.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guanwei.Server.Storage;

/// <summary>
/// SQLite: instants as UTC ticks (it cannot order a DateTimeOffset), ids as big-endian blobs (so that order is time).
/// </summary>
public sealed class SqlitePlatformDb(DbContextOptions<SqlitePlatformDb> options, DataScope scope) : PlatformDb(options, scope)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidAsBlob>();
        foreach (var id in IdTypes.All)
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdAsBlob<>).MakeGenericType(id));
        }
    }

    private sealed class InstantAsTicks()
        : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class GuidAsBlob() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    private sealed class IdAsBlob<TId>() : ValueConverter<TId, byte[]>(
        id => id.Value.ToByteArray(true), bytes => NewIds.Typed<TId>(new Guid(bytes, true)))
        where TId : struct, IEntityId<TId>;
}

internal static class IdTypes
{
    /// <summary>
    /// Every id type of the server: the one place where types are found by looking, because EF wants each named.
    /// </summary>
    public static readonly IReadOnlyList<Type> All =
        [.. Assembly.GetExecutingAssembly().GetTypes().Where(ModelConventions.IsEntityId)];
}

using Guanwei.Server.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guanwei.Server.Storage;

/// <summary>PostgreSQL: instants as timestamptz, ids as uuid.</summary>
public sealed class PostgresPlatformDb(DbContextOptions<PostgresPlatformDb> options, DataScope scope) : PlatformDb(options, scope)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantInUtc>();
        foreach (var id in IdTypes.All)
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdAsUuid<>).MakeGenericType(id));
        }
    }

    /// <summary>Npgsql refuses any offset but zero.</summary>
    private sealed class InstantInUtc()
        : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);

    private sealed class IdAsUuid<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => NewIds.Typed<TId>(value))
        where TId : struct, IEntityId<TId>;
}

using System.Text.RegularExpressions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Ids;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>
/// What holds for every table: snake_case names, keys made by actions, restricted deletes, versions as concurrency
/// tokens.
/// </summary>
internal static partial class ModelConventions
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var row in model.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(BelongsToAgency).ToList())
        {
            model.Entity(row).HasOne(typeof(Agency)).WithMany().HasForeignKey(nameof(IOfAgency.AgencyId));
        }
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (!entity.IsOwned() && entity.GetTableName() is { } table)
            {
                entity.SetTableName(Snake(table));
            }
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
                if (IsEntityId(property.ClrType) || property.ClrType == typeof(Guid))
                {
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
                }
            }
            foreach (var key in entity.GetForeignKeys().Where(key => !key.IsOwnership))
            {
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }
            if (typeof(Aggregate).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(Aggregate.Version))!.IsConcurrencyToken = true;
            }
        }
    }

    /// <summary>
    /// Appointments and invitations to the installation itself carry no agency: theirs is no foreign key.
    /// </summary>
    private static bool BelongsToAgency(Type row) =>
        typeof(IOfAgency).IsAssignableFrom(row) && row != typeof(Agency)
        && row != typeof(Appointment) && row != typeof(Invitation);

    internal static bool IsEntityId(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsValueType && type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>));
    }

    internal static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}

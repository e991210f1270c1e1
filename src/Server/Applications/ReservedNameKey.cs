using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// One key of a reserved name (<see cref="NameKeys"/>), by which names that are like it are found. Made with the
/// reservation, by the words of nature and department of that day, and gone with it.
/// </summary>
[InstallationWide("keys of a taken name; they tell no more than the name")]
public sealed class ReservedNameKey
{
    public required NameKeyKind Kind { get; init; }

    public required string Key { get; init; }

    /// <summary>Of the reservation.</summary>
    public required string Skeleton { get; init; }

    public static IEnumerable<ReservedNameKey> Of(string name, RuleBook rules, DateOnly day) =>
        NameKeys.Of(name, rules, day).Distinct()
            .Select(key => new ReservedNameKey { Kind = key.Kind, Key = key.Text, Skeleton = NameKeys.Clean(name) });

    public static void Map(ModelBuilder model) => model.Entity<ReservedNameKey>(key =>
    {
        key.ToTable("reserved_name_keys");
        key.HasKey(x => new { x.Key, x.Kind, x.Skeleton });
        key.HasOne<NameReservation>().WithMany().HasForeignKey(x => x.Skeleton);
    });
}

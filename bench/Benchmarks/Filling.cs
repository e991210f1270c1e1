using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;

namespace Guanwei.Benchmarks;

/// <summary>A province with 100 counties of 30 units each, and 10,000 accounts.</summary>
internal static class Filling
{
    public const int Accounts = 10_000;
    private const int Counties = 100;
    private const int UnitsInEach = 30;

    public sealed record Made(AgencyId Province, AgencyId County);

    public static async Task<Made> Fill(Databases databases, DateOnly today)
    {
        await using var db = databases.OpenForSystem("benchmark data");
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var province = Agency(db, "示例省人民政府", []);
        var units = new List<AgencyId>();
        var counties = new List<AgencyId>();
        for (var county = 0; county < Counties; county++)
        {
            var above = Agency(db, $"示例{county:000}县人民政府", [province]);
            counties.Add(above);
            for (var unit = 0; unit < UnitsInEach; unit++)
            {
                units.Add(Agency(db, $"示例{county:000}县第{unit:00}局", [above, province]));
            }
        }
        for (var key = 1; key <= Accounts; key++)
        {
            var name = $"示例{key * 7_919 % Accounts:00000}发布";
            db.Add(new Account
            {
                Id = AccountId.From(Guid.CreateVersion7()), Key = key, AgencyId = units[key * 31 % units.Count], Name = name,
                NameSkeleton = NameSkeleton.Of(name), Type = key % 4 == 0 ? AccountType.Service : AccountType.Subscription,
                CertifiedOn = today.AddDays(key % 365 - 365), CertificateExpires = today.AddDays(key % 365),
                OpenedAt = DateTimeOffset.UnixEpoch,
            });
        }
        await db.SaveChangesAsync();
        return new Made(province, counties[0]);
    }

    private static AgencyId Agency(PlatformDb db, string name, IReadOnlyList<AgencyId> above)
    {
        var id = AgencyId.From(Guid.CreateVersion7());
        db.Add(new Agency
        {
            Id = id, Name = name, Level = AgencyLevel.County, Kind = AgencyKind.Administrative, RegionCode = "420000",
            ParentId = above.Count > 0 ? above[0] : null,
        });
        db.Add(new AgencyClosure { AncestorId = id, DescendantId = id, Depth = 0 });
        for (var depth = 0; depth < above.Count; depth++)
        {
            db.Add(new AgencyClosure { AncestorId = above[depth], DescendantId = id, Depth = depth + 1 });
        }
        return id;
    }
}

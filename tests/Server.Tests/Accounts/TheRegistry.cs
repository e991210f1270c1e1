using Guanwei.Rules;
using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Accounts;

public sealed class TheRegistry
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Shows_each_supervisor_their_own_subtree_and_a_clerk_their_own_agency(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var (east, west) = (await house.Agency("东市"), await house.Agency("西市"));
        var county = await house.Agency("东市某县", east);
        await Opened(house, east, "东市发布");
        await Opened(house, county, "某县发布");
        await Opened(house, west, "西市发布");

        Assert.Equal(["东市发布", "某县发布"], await Names(house, await house.Person("supervisor", east), new()));
        Assert.Equal(["西市发布"], await Names(house, await house.Person("supervisor", west), new()));
        Assert.Equal(["东市发布"], await Names(house, await house.Person("applicant", east), new()));
        Assert.Empty(await Names(house, await house.Person("supervisor", west), new() { Agency = east.Id }));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Filters_by_name_type_agency_region_standing_and_last_day(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var city = await house.Agency("示例市");
        var county = await house.Agency("示例市某县", city);
        var today = house.Clock.Today;
        await Opened(house, city, "甲", AccountType.Service, today.AddDays(-300));
        await Opened(house, county, "乙", AccountType.Subscription, today.AddDays(-400));
        await Opened(house, county, "丙", AccountType.Subscription, today);
        var who = await house.Person("supervisor", city);
        Task<List<string>> Of(RegistryFilter filter) => Names(house, who, filter);

        Assert.Equal(["甲"], await Of(new() { Type = AccountType.Service }));
        Assert.Equal(["丙", "乙"], await Of(new() { Agency = county.Id }));
        Assert.Equal(["丙", "乙"], await Of(new() { Name = "某县" }));
        Assert.Equal(["甲"], await Of(new() { Standing = CertificateStanding.Expiring }));
        Assert.Equal(["乙"], await Of(new() { Standing = CertificateStanding.Expired }));
        Assert.Equal(["丙"], await Of(new() { Standing = CertificateStanding.Valid }));
        Assert.Equal(["甲"], await Of(new() { ExpiresFrom = today, ExpiresTo = today.AddDays(90) }));
        Assert.Equal(3, (await Of(new() { Region = "420000" })).Count);
        Assert.Empty(await Of(new() { Region = "430000" }));
        Assert.Equal(["乙", "甲", "丙"], await InOrder(house, who, new() { Sort = "expires" }));
        Assert.Equal(["丙", "甲", "乙"], await InOrder(house, who, new() { Sort = "-expires" }));
    }

    internal static async Task<AccountId> Opened(
        House house, Agency agency, string name, AccountType type = AccountType.Service, DateOnly? day = null) =>
        (await AnAccount.Opens(house, AnAccount.Certified(agency, name, type, day ?? house.Clock.Today))).Required;

    private static async Task<List<string>> Names(House house, Server.Actions.Actor who, RegistryFilter filter) =>
        [.. (await InOrder(house, who, filter)).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> InOrder(House house, Server.Actions.Actor who, RegistryFilter filter)
    {
        await using var db = house.Databases.OpenFor(who);
        return await Registry.Rows(db, filter, house.Clock.Today).Select(row => row.Name).ToListAsync();
    }
}

using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.RuleBooks;

/// <summary>A province and a city in it, with the people who enter and approve local rules.</summary>
internal sealed class Entering : IAsyncDisposable
{
    public required House House { get; init; }

    public required Agency Province { get; init; }

    public required Agency City { get; init; }

    /// <summary>What lies below the city.</summary>
    public required Agency County { get; init; }

    public required Actor First { get; init; }

    public required Actor Second { get; init; }

    public required Actor OfTheCity { get; init; }

    public required Actor Officer { get; init; }

    public static async Task<Entering> Here(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var house = await House.On(kind);
        var province = await Made(house, "湖北省政务服务局", AgencyLevel.Provincial, "420000", null);
        var city = await Made(house, "黄冈市政务服务局", AgencyLevel.Prefecture, "421100", province.Id);
        var county = await Made(house, "红安县人民政府办公室", AgencyLevel.County, "421122", city.Id);
        return new Entering
        {
            House = house,
            Province = province,
            City = city,
            County = county,
            First = await house.Person("supervisor", province, "甲一"),
            Second = await house.Person("supervisor", province, "乙二"),
            OfTheCity = await house.Person("supervisor", city, "丙三"),
            Officer = await house.Person("system-officer", name: "何官"),
        };
    }

    /// <summary>Ten working days for a county's review instead of fifteen.</summary>
    public static LocalRuleForm Form(string value = "10", string region = "420000", string from = "2026-06-01") =>
        LocalRuleForm.For("review.working-days.max", region) with
        {
            Value = value,
            Severity = "inform",
            Title = "湖北省政务新媒体管理办法",
            Number = "鄂政办发〔2026〕12号",
            Issuer = "湖北省人民政府办公厅",
            Clause = "第九条",
            From = from,
        };

    public Task<Outcome<LocalRuleId>> Enters(LocalRuleForm? form = null, Actor? by = null, OperationId? operation = null) =>
        House.Do<LocalRuleId>(by ?? First, EnterLocalRule.Verb, act => EnterLocalRule.Run(act, new(form ?? Form()), default), operation);

    public async Task<Outcome<LocalRuleId>> Approves(
        LocalRuleId id, Actor? by = null, int? seen = null, OperationId? operation = null, string? book = null)
    {
        var version = seen ?? (await Stored(id)).Version;
        return await House.Do<LocalRuleId>(
            by ?? Second, ApproveLocalRule.Verb, act => ApproveLocalRule.Run(act, new(id, version, book), default), operation);
    }

    public async Task<Outcome<LocalRuleId>> Rejects(LocalRuleId id, string? words, Actor? by = null)
    {
        var version = (await Stored(id)).Version;
        return await House.Do<LocalRuleId>(
            by ?? Second, RejectLocalRule.Verb, act => RejectLocalRule.Run(act, new(id, version, words), default));
    }

    public async Task<RuleBook> Book()
    {
        await LocalBook.PutInForce(House.Databases, House.InForce, default);
        return House.InForce.Current.Rules;
    }

    public async Task<LocalRule> Stored(LocalRuleId id)
    {
        await using var db = House.Databases.OpenForSystem("test");
        return await db.Set<LocalRule>().AsNoTracking().SingleAsync(x => x.Id == id);
    }

    public static IEnumerable<string> Codes(Outcome<LocalRuleId> outcome) =>
        Assert.IsType<Outcome<LocalRuleId>.Refused>(outcome).Reasons.Select(x => x.Code);

    public ValueTask DisposeAsync() => House.DisposeAsync();

    public Task<Agency> Body(string name, AgencyLevel level, AgencyKind kind, Agency above) =>
        Made(House, name, level, above.RegionCode, above.Id, kind);

    public static async Task<Agency> Made(
        House house, string name, AgencyLevel level, string region, AgencyId? above, AgencyKind kind = AgencyKind.Administrative)
    {
        var id = (await house.Do<AgencyId>(Actor.System("test"), EnterAgency.Verb, act => EnterAgency.Run(
            act, new(Given.Entry.Of(name) with { Level = level, Kind = kind, RegionCode = region }, above), default))).Required;
        await using var db = house.Databases.OpenForSystem("test");
        return db.Find<Agency>(id)!;
    }
}

using CsCheck;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Agencies;

public sealed class TheTree
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    private static IEnumerable<IHeldByAgency> Units => Merging.Holdings.OfType<IHeldByAgency>().Where(x => x.Kind == "units");

    [Theory, MemberData(nameof(Both))]
    public async Task A_unit_is_entered_with_its_first_name_and_parent(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var city = await house.Agency("示例市人民政府");
        var officer = await house.Person("supervisor", city);
        var code = Entry.NewCode();

        var id = (await Enters(house, officer, Entry.Of(" 示例市民政局 ", code.ToLowerInvariant()), city)).Required;

        await using var db = house.Databases.OpenFor(officer);
        var agency = await db.Set<Agency>().SingleAsync(x => x.Id == id);
        Assert.Equal(("示例市民政局", code, 1), (agency.Name, agency.CreditCode, agency.Version));
        Assert.Equal("示例市民政局", (await db.Set<AgencyName>().SingleAsync(x => x.AgencyId == id)).Name);
        var parent = await db.Set<AgencyParent>().SingleAsync(x => x.AgencyId == id);
        Assert.Equal((city.Id, ParentKind.Territorial, house.Clock.Today), (parent.ParentId, parent.Kind, parent.From));
    }

    [Fact]
    public async Task A_wrong_entry_is_refused_with_all_its_reasons_at_once()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市人民政府");
        var officer = await house.Person("supervisor", city);
        var entry = Entry.Of("", "114200000000000000") with { RegionCode = "99", MailDomain = "not a domain" };

        var outcome = await Enters(house, officer, entry, null);

        Assert.Equal(
            ["AGENCY_MAIL_DOMAIN", "AGENCY_NAME_MISSING", "AGENCY_PARENT_MISSING", "CREDIT_CODE_LIKELY", "REGION_CODE_INVALID"],
            Codes(outcome).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_code_that_another_part_of_the_tree_has_is_told_to_be_taken_and_no_more()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var (east, west) = (await house.Agency("东市"), await house.Agency("西市"));
        var code = Entry.NewCode();
        await Enters(house, await house.Person("supervisor", east), Entry.Of("东市民政局", code), east);

        var outcome = await Enters(house, await house.Person("supervisor", west), Entry.Of("西市民政局", code), west);

        Assert.Equal(["AGENCY_CODE_TAKEN"], Codes(outcome));
    }

    [Fact]
    public async Task Nobody_enters_or_moves_a_unit_into_anothers_part_of_the_tree()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var (east, west) = (await house.Agency("东市"), await house.Agency("西市"));
        var county = await house.Agency("某县", east);
        var eastern = await house.Person("supervisor", east);

        Assert.Equal(["AGENCY_PARENT_UNKNOWN"], Codes(await Enters(house, eastern, Entry.Of("新县"), west)));
        Assert.Equal(["AGENCY_PARENT_UNKNOWN"], Codes(await Moves(house, eastern, county, west)));
        Assert.Equal(["NOT_FOUND"], Codes(await Moves(house, await house.Person("supervisor", west), county, west)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_name_is_dated_and_one_of_a_day_to_come_is_taken_over_on_that_day(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var city = await house.Agency("示例市人民政府");
        var bureau = await house.Agency("示例市扶贫办公室", city);
        var officer = await house.Person("supervisor", city);
        var day = house.Clock.Today.AddDays(30);

        var outcome = await house.Do<AgencyId>(officer, CorrectAgency.Verb, act => CorrectAgency.Run(
            act, new(bureau.Id, bureau.Version, AgencyEntry.Of(bureau) with { Name = "示例市乡村振兴局" }, day), default));

        Assert.Equal("示例市扶贫办公室", await NameOf(house, outcome.Required));
        await using (var db = house.Databases.OpenForSystem("test"))
        {
            var job = await db.Set<Job>().SingleAsync(x => x.Kind == Reform.JobKind);
            Assert.Equal(Time.Clock.At(day, TimeOnly.MinValue), job.Due);
        }
        house.Machine.Advance(TimeSpan.FromDays(31));
        await Reforms(house, bureau.Id);
        Assert.Equal("示例市乡村振兴局", await NameOf(house, bureau.Id));
        await Reforms(house, bureau.Id);
        Assert.Equal("示例市乡村振兴局", await NameOf(house, bureau.Id));
    }

    [Fact]
    public async Task A_correction_on_a_stale_page_is_told_who_was_first()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市人民政府");
        var bureau = await house.Agency("示例市民政局", city);
        Task<Outcome<AgencyId>> Corrects(Actor who, string domain) => house.Do<AgencyId>(who, CorrectAgency.Verb, act =>
            CorrectAgency.Run(act, new(bureau.Id, bureau.Version, AgencyEntry.Of(bureau) with { MailDomain = domain }, null), default));

        Assert.Empty(Codes(await Corrects(await house.Person("supervisor", city, "李第一"), "@mz.example.gov.cn")));
        Assert.Equal(["STALE"], Codes(await Corrects(await house.Person("supervisor", city, "王第二"), "b.example.gov.cn")));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_move_is_dated_and_keeps_where_the_unit_stood_before(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var province = await house.Agency("示例省人民政府");
        var (east, west) = (await house.Agency("东市", province), await house.Agency("西市", province));
        var county = await house.Agency("某县", east);
        var town = await house.Agency("某镇", county);
        var officer = await house.Person("supervisor", province);
        var day = house.Clock.Today.AddDays(10);

        Assert.Equal(["AGENCY_CIRCLE"], Codes(await Moves(house, officer, county, town)));
        Assert.Equal(["AGENCY_PARENT_SAME"], Codes(await Moves(house, officer, county, east)));
        Assert.Empty(Codes(await Moves(house, officer, county, west, day)));
        Assert.Equal(east.Id, await ParentOf(house, county.Id));

        house.Machine.Advance(TimeSpan.FromDays(11));
        await Reforms(house, county.Id);

        Assert.Equal(west.Id, await ParentOf(house, county.Id));
        await using var db = house.Databases.OpenFor(await house.Person("supervisor", west));
        Assert.Equal(["某县", "某镇", "西市"], (await db.Set<Agency>().Select(x => x.Name).ToListAsync()).Order(StringComparer.Ordinal));
        var rows = await db.Set<AgencyParent>().Where(x => x.AgencyId == county.Id).OrderBy(x => x.From).ToListAsync();
        Assert.Equal([(east.Id, (DateOnly?)day.AddDays(-1)), (west.Id, null)], rows.Select(x => (x.ParentId, x.To)));
    }

    [Fact]
    public async Task A_unit_with_units_below_it_is_not_closed_and_nobody_closes_their_own()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市人民政府");
        var county = await house.Agency("某县", city);
        var town = await house.Agency("某镇", county);
        var officer = await house.Person("supervisor", city);
        Task<Outcome<AgencyId>> Closes(Agency agency) => house.Do<AgencyId>(officer, CloseAgency.Verb, act =>
            CloseAgency.Run(act, new(agency.Id, agency.Version), Units, default));

        Assert.Equal(["AGENCY_HOLDS"], Codes(await Closes(county)));
        Assert.Equal(["AGENCY_OWN", "AGENCY_HOLDS"], Codes(await Closes(city)));
        Assert.Empty(Codes(await Closes(town)));
        Assert.Empty(Codes(await Closes(county)));
        Assert.Equal(["AGENCY_PARENT_UNKNOWN"], Codes(await Enters(house, officer, Entry.Of("又一镇"), county)));
    }

    [Fact]
    public async Task After_any_moves_the_closure_is_the_tree_computed_from_scratch()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        // Each step: enter a unit under the n-th one there is, or move the n-th under the m-th.
        var steps = Gen.Select(Gen.Bool, Gen.Int[0, 1000], Gen.Int[0, 1000]).Array[1, 25];

        await steps.SampleAsync(async sample =>
        {
            var units = new List<Agency> { await house.Agency(Guid.CreateVersion7().ToString()) };
            foreach (var (enters, n, m) in sample)
            {
                var (unit, other) = (units[n % units.Count], units[m % units.Count]);
                if (enters)
                {
                    units.Add(await house.Agency(Guid.CreateVersion7().ToString(), unit));
                }
                else
                {
                    await house.Do<bool>(Actor.System("test"), "test.move", async act => await AgencyTree.Move(
                        act, await act.Db.Set<Agency>().SingleAsync(x => x.Id == unit.Id), other.Id, default));
                }
            }
            Assert.Equal(await FromScratch(house), await Stored(house));
        }, iter: 12, threads: 1);
    }

    internal static Task<Outcome<AgencyId>> Enters(House house, Actor who, AgencyEntry entry, Agency? under) =>
        house.Do<AgencyId>(who, EnterAgency.Verb, act => EnterAgency.Run(act, new(entry, under?.Id), default));

    internal static IEnumerable<string> Codes<T>(Outcome<T> outcome) =>
        outcome is Outcome<T>.Refused refused ? refused.Reasons.Select(reason => reason.Code) : [];

    private static Task<Outcome<AgencyId>> Moves(House house, Actor who, Agency unit, Agency to, DateOnly? from = null) =>
        house.Do<AgencyId>(who, MoveAgency.Verb, act =>
            MoveAgency.Run(act, new(unit.Id, unit.Version, to.Id, from ?? house.Clock.Today), default));

    private static async Task Reforms(House house, AgencyId agency) => Assert.Empty(Codes(
        await house.Do<AgencyId>(Actor.System("agency.reform"), Reform.Verb, act => Reform.Run(act, new(agency), default))));

    private static async Task<string> NameOf(House house, AgencyId id)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return (await db.Set<Agency>().SingleAsync(x => x.Id == id)).Name;
    }

    private static async Task<AgencyId?> ParentOf(House house, AgencyId id)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return (await db.Set<Agency>().SingleAsync(x => x.Id == id)).ParentId;
    }

    internal static async Task<List<(AgencyId, AgencyId, int)>> Stored(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        var links = await db.Set<AgencyClosure>().AsNoTracking().ToListAsync();
        return Sorted(links.Select(link => (link.AncestorId, link.DescendantId, link.Depth)));
    }

    internal static async Task<List<(AgencyId, AgencyId, int)>> FromScratch(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        var parents = await db.Set<Agency>().AsNoTracking().ToDictionaryAsync(x => x.Id, x => x.ParentId);
        var links = new List<(AgencyId, AgencyId, int)>();
        foreach (var unit in parents.Keys)
        {
            var depth = 0;
            for (AgencyId? above = unit; above is { } ancestor; above = parents[ancestor])
            {
                links.Add((ancestor, unit, depth++));
            }
        }
        return Sorted(links);
    }

    private static List<(AgencyId, AgencyId, int)> Sorted(IEnumerable<(AgencyId Ancestor, AgencyId Descendant, int)> links) =>
        [.. links.OrderBy(link => link.Ancestor.Value).ThenBy(link => link.Descendant.Value)];
}

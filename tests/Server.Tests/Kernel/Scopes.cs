using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Kernel;

public sealed class Scopes
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_supervisor_sees_the_subtree_and_an_agency_itself_alone(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var city = await house.Agency("某市");
        var county = await house.Agency("某县", city);
        await house.Agency("别市");

        Assert.Equal(["某县", "某市"], await Seen(house, await house.Person("supervisor", city)));
        Assert.Equal(["某县"], await Seen(house, await house.Person("applicant", county)));
        Assert.Empty(await Seen(house, Actor.Visitor()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_subtree_asked_row_by_row_shows_and_takes_the_same_rows(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var province = await house.Agency("某省");
        var county = await house.Agency("某县", await house.Agency("某市", province));
        var other = await house.Agency("别省");
        var inside = await AddDeadline(house, Actor.System("test"), county.Id);
        var outside = await AddDeadline(house, Actor.System("test"), other.Id);
        var supervisor = await house.Person("supervisor", province);
        var asking = supervisor with { Scope = supervisor.Scope.RowByRow() };

        Assert.Equal(["某县", "某市", "某省"], await Seen(house, asking));
        await using var db = house.Databases.OpenFor(asking);
        var seen = Assert.Single(await db.Set<Deadline>().ToListAsync());
        Assert.Equal(inside, seen.Id);
        seen.Warned = "80%";
        await db.SaveChangesAsync();
        await using var again = house.Databases.OpenFor(asking);
        again.Remove(Make(outside, county.Id, house.Clock.Now));
        await Assert.ThrowsAsync<OutOfScopeException>(() => again.SaveChangesAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_child_row_of_another_agency_is_not_seen_even_when_asked_for_directly(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var (mine, other) = (await house.Agency("甲"), await house.Agency("乙"));
        await AddDeadline(house, Actor.System("test"), other.Id);
        await using var db = house.Databases.OpenFor(await house.Person("applicant", mine));

        Assert.Equal(0, await db.Set<Deadline>().CountAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_stub_of_another_agencys_row_is_neither_updated_nor_deleted(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var (mine, other) = (await house.Agency("甲"), await house.Agency("乙"));
        var id = await AddDeadline(house, Actor.System("test"), other.Id);
        var applicant = await house.Person("applicant", mine);

        // The stub claims to be ours; the database knows better.
        foreach (var write in new Action<PlatformDb, Deadline>[]
        {
            (db, stub) => db.Update(stub),
            (db, stub) => db.Remove(stub),
            (db, stub) => { db.Attach(stub); stub.Warned = "30d"; },
        })
        {
            await using var db = house.Databases.OpenFor(applicant);
            write(db, Make(id, mine.Id, house.Clock.Now));
            await Assert.ThrowsAsync<OutOfScopeException>(() => db.SaveChangesAsync());
        }
        await using var all = house.Databases.OpenForSystem("test");
        Assert.Equal("", (await all.Set<Deadline>().SingleAsync()).Warned);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_row_for_another_agency_is_not_added(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var (mine, other) = (await house.Agency("甲"), await house.Agency("乙"));
        var applicant = await house.Person("applicant", mine);

        await Assert.ThrowsAsync<OutOfScopeException>(() => AddDeadline(house, applicant, other.Id));
        await AddDeadline(house, applicant, mine.Id);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_third_party_reviewer_sees_and_writes_only_what_is_assigned(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var agency = await house.Agency("甲");
        var (assigned, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AddDeadline(house, Actor.System("test"), agency.Id, assigned);
        await AddDeadline(house, Actor.System("test"), agency.Id, other);
        var reviewer = await house.Person("third-party-reviewer");
        await house.Do<int>(Actor.System("test"), "test.assign", act =>
        {
            act.Db.Add(new Assignment { ObjectId = assigned, AppointmentId = reviewer.Appointment!.Value, AssignedAt = act.Now });
            return Task.FromResult<Outcome<int>>(1);
        });

        await using var db = house.Databases.OpenFor(reviewer);
        var seen = Assert.Single(await db.Set<Deadline>().ToListAsync());
        Assert.Equal(assigned, seen.ObjectId);
        seen.Warned = "80%";
        await db.SaveChangesAsync();
        await Assert.ThrowsAsync<OutOfScopeException>(() => AddDeadline(house, reviewer, agency.Id, other));
        Assert.Empty(await db.Set<Agency>().ToListAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Moving_a_unit_moves_everything_below_it(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var (east, west) = (await house.Agency("东市"), await house.Agency("西市"));
        var county = await house.Agency("某县", east);
        await house.Agency("某镇", county);

        Task<Outcome<bool>> Move(Agency unit, Agency to) => house.Do<bool>(Actor.System("test"), "agency.move", async act =>
            await AgencyTree.Move(act, await act.Db.Set<Agency>().SingleAsync(x => x.Id == unit.Id), to.Id, default));

        Assert.True((await Move(county, west)).Required);
        Assert.Equal(["东市"], await Seen(house, await house.Person("supervisor", east)));
        Assert.Equal(["某县", "某镇", "西市"], await Seen(house, await house.Person("supervisor", west)));
        Assert.False((await Move(west, county)).Required);
    }

    private static async Task<List<string>> Seen(House house, Actor actor)
    {
        await using var db = house.Databases.OpenFor(actor);
        return [.. (await db.Set<Agency>().Select(x => x.Name).ToListAsync()).Order(StringComparer.Ordinal)];
    }

    private static async Task<DeadlineId> AddDeadline(House house, Actor actor, AgencyId agency, Guid? item = null)
    {
        await using var db = house.Databases.OpenFor(actor);
        var deadline = Make(DeadlineId.From(Guid.CreateVersion7()), agency, house.Clock.Now, item);
        db.Add(deadline);
        await db.SaveChangesAsync();
        return deadline.Id;
    }

    private static Deadline Make(DeadlineId id, AgencyId agency, DateTimeOffset now, Guid? item = null) => new()
    {
        Id = id, AgencyId = agency, ObjectKind = "test", ObjectId = item ?? Guid.CreateVersion7(), Kind = "review", Rule = "test@1",
        Started = now, Calendar = "2026", Due = now.AddDays(5),
    };
}

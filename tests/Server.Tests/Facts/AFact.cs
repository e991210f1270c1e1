using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Facts;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Facts;

public sealed class AFact
{
    private const int Account = 7;
    private const string Posts = "posts.published";
    private static readonly DateOnly monday = new(2026, 11, 23);

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Corrected_supersedes_the_first_value_and_both_are_kept(DatabaseKind kind)
    {
        await using var house = await House.On(kind);

        await Record(house, monday, 3);
        await Record(house, monday, 4);
        await Record(house, monday, 5);

        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(5, (await db.Latest(Account, Posts, monday, monday).SingleAsync()).Value);
        Assert.Equal([3, 4, 5], await db.Set<Fact>().OrderBy(fact => fact.Id).Select(fact => fact.Value).ToListAsync());
    }

    [Fact]
    public async Task Recorded_again_with_the_same_value_is_one_fact()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);

        await Record(house, monday, 3);
        await Record(house, monday, 3);

        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(1, await db.Set<Fact>().CountAsync());
    }

    [Fact]
    public async Task Said_twice_in_one_action_is_the_last_word()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);

        await house.Do<int>(Actor.System("test"), "test.record", async act =>
        {
            await act.Record(Account, monday, Posts, 1, "piece", FactSource.Own);
            await act.Record(Account, monday, Posts, 2, "piece", FactSource.Own);
            return 0;
        });

        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(2, (await db.Set<Fact>().SingleAsync()).Value);
    }

    [Fact]
    public async Task That_could_not_be_had_is_a_gap_with_its_reason_and_never_zero()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);

        await house.Do<long>(Actor.System("test"), "test.record", async act =>
            (await act.RecordGap(Account, monday, Posts, "WECHAT_SILENT", "piece", FactSource.Wechat)).Id);
        await Record(house, monday.AddDays(1), 2);

        await using var db = house.Databases.OpenForSystem("test");
        var days = await db.Latest(Account, Posts, monday, monday.AddDays(6)).ToListAsync();
        Assert.Equal([(null, "WECHAT_SILENT"), (2L, null)], days.Select(fact => (fact.Value, fact.Gap)));
    }

    [Fact]
    public async Task Is_never_changed_or_deleted()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        await Record(house, monday, 3);

        await Assert.ThrowsAsync<RewrittenException>(() => Change<Fact>(house, (db, fact) =>
            db.Entry(fact).Property(nameof(Fact.Value)).CurrentValue = 9L));
        await Assert.ThrowsAsync<RewrittenException>(() => Change<Fact>(house, (db, fact) => db.Remove(fact)));
    }

    [Fact]
    public async Task A_line_of_the_audit_takes_its_number_and_hash_once_and_nothing_else()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        await Record(house, monday, 3);

        await Change<AuditEntry>(house, (_, entry) => (entry.Number, entry.Hash) = (1, [1]));

        await Assert.ThrowsAsync<RewrittenException>(() => Change<AuditEntry>(house, (_, entry) => entry.Number = 2));
        await Assert.ThrowsAsync<RewrittenException>(() => Change<AuditEntry>(house, (db, entry) =>
            db.Entry(entry).Property(nameof(AuditEntry.Verb)).CurrentValue = "another.verb"));
        await Assert.ThrowsAsync<RewrittenException>(() => Change<AuditEntry>(house, (db, entry) => db.Remove(entry)));
    }

    private static async Task Record(House house, DateOnly day, long value) => Assert.IsType<Outcome<long>.Done>(
        await house.Do<long>(Actor.System("test"), "test.record", async act =>
            (await act.Record(Account, day, Posts, value, "piece", FactSource.Own)).Value!.Value));

    private static async Task Change<TRow>(House house, Action<PlatformDb, TRow> change) where TRow : class
    {
        await using var db = house.Databases.OpenForSystem("test");
        change(db, await db.Set<TRow>().SingleAsync());
        await db.SaveChangesAsync();
    }
}

using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Accounts;

public sealed class AnAccount
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Is_opened_once_by_a_certified_application_with_the_day_its_certificate_ends(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var agency = await house.Agency("示例市民政局");
        var certified = Certified(agency, "示例市民政", AccountType.Service, new DateOnly(2024, 2, 29));

        var id = (await Opens(house, certified)).Required;
        Assert.Equal(id, (await Opens(house, certified)).Required);

        await using var db = house.Databases.OpenForSystem("test");
        var account = await db.Set<Account>().SingleAsync();
        Assert.Equal((1, new DateOnly(2025, 2, 28)), (account.Key, account.CertificateExpires));
        var deadline = await db.Set<Deadline>().SingleAsync();
        Assert.Equal((Account.Kind, id.Value, OpenAccount.Certificate), (deadline.ObjectKind, deadline.ObjectId, deadline.Kind));
        Assert.Equal(new DateTimeOffset(2025, 2, 28, 16, 0, 0, TimeSpan.Zero), deadline.Due);
        Assert.Null(deadline.WorkingDays);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Gets_the_next_key_even_when_several_are_opened_at_once(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var agency = await house.Agency("示例市民政局");
        var day = house.Clock.Today;

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => Task.Run(() => Opens(
            house, Certified(agency, $"示例账号{number}", AccountType.Subscription, day)))));

        await using var db = house.Databases.OpenForSystem("test");
        var keys = await db.Set<Account>().Select(x => x.Key).OrderBy(x => x).ToListAsync();
        // Who met somebody else twice in a row is told so, and the job tries again; a key is never given twice.
        var done = outcomes.Count(outcome => outcome is Outcome<AccountId>.Done);
        Assert.Equal(Enumerable.Range(1, done), keys);
        Assert.All(outcomes.SelectMany(Codes), code => Assert.Equal("CONFLICT", code));
    }

    [Fact]
    public async Task Is_not_opened_under_a_name_that_looks_like_anothers()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var agency = await house.Agency("示例市民政局");
        await Opens(house, Certified(agency, "示例ABC", AccountType.Service, house.Clock.Today));

        var outcome = await Opens(house, Certified(agency, "示例ＡＢＣ", AccountType.Service, house.Clock.Today));

        Assert.Equal(["ACCOUNT_NAME_TAKEN"], Codes(outcome));
    }

    internal static Certified Certified(Agency agency, string name, AccountType type, DateOnly day) =>
        new(Guid.CreateVersion7(), agency.Id, name, type, CertificateTerm.Of(day, years: 1), "GUIDE-VALID@1");

    internal static Task<Outcome<AccountId>> Opens(House house, Certified certified) => house.Do<AccountId>(
        Actor.System("account.open"), OpenAccount.Verb, act => OpenAccount.Run(act, certified, CancellationToken.None));
}

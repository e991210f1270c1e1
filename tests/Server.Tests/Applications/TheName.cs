using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using static Guanwei.Server.Tests.Applications.Applying;

namespace Guanwei.Server.Tests.Applications;

public sealed class TheName
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Asked_for_by_two_at_once_is_given_to_one(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var other = await here.House.Person("applicant", await here.House.Agency("样例市样例县民政局", here.City), "吴五");
        var (mine, theirs) = (await here.FillsIn("样例民政ABC"), await here.FillsIn("样例民政ａｂｃ".Normalize(), other));
        await here.Names(theirs, "样例民政abc", other);

        var outcomes = await Task.WhenAll(here.Submits(mine), here.Submits(theirs, other));

        Assert.Single(outcomes.OfType<Outcome<string>.Done>());
        var refused = Assert.Single(outcomes.OfType<Outcome<string>.Refused>());
        Assert.Equal("DUPLICATE", Assert.Single(refused.Reasons).Code);
        Assert.Single(await here.Rows<NameReservation>());
    }

    [Fact]
    public async Task Is_free_again_after_a_rejection_and_after_a_withdrawal()
    {
        await using var here = await Applying.Here();
        var rejected = await here.HasSubmitted();
        _ = (await here.Rejects(rejected)).Required;
        var withdrawn = await here.HasSubmitted();
        _ = (await here.Withdraws(withdrawn)).Required;
        Assert.Empty(await here.Rows<NameReservation>());

        await here.HasSubmitted();
        Assert.Single(await here.Rows<NameReservation>());
    }

    [Fact]
    public async Task Stays_reserved_while_it_is_corrected_and_is_let_go_when_another_is_submitted()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted("样例民政");
        _ = (await here.Returns(id, ["NAME_UNSUITABLE"], "请体现职责")).Required;
        Assert.Equal("样例民政", Assert.Single(await here.Rows<NameReservation>()).Name);

        await here.Names(id, "样例民政服务");
        _ = (await here.Submits(id)).Required;

        Assert.Equal("样例民政服务", Assert.Single(await here.Rows<NameReservation>()).Name);
    }

    [Fact]
    public async Task Of_a_certified_account_stays_taken()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;
        _ = (await here.Certifies(id)).Required;
        var other = await here.House.Person("applicant", await here.House.Agency("样例市样例县民政局", here.City), "吴五");

        Assert.Equal(["name DUPLICATE"], Codes(await here.Submits(await here.FillsIn(by: other), other)));
    }
}

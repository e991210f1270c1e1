using Guanwei.Server.Agencies;
using Guanwei.Server.Tests.Given;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Agencies;

public sealed class ARefusedMerge
{
    [Fact]
    public async Task Says_all_its_reasons_at_once()
    {
        await using var merging = await Merging.Of();
        var (house, old) = (merging.House, merging.Old);
        var town = await house.Agency("样例镇", old);
        var own = await house.Person("supervisor", old);
        var yesterday = house.Clock.Today.AddDays(-1);

        Assert.Equal(
            ["AGENCY_OWN", "AGENCY_DAY_PAST", "AGENCY_HEIR_UNKNOWN"],
            Codes(await merging.Merges(into: default(AgencyId), from: yesterday, by: own)));
        Assert.Equal(["AGENCY_HEIR_UNKNOWN"], Codes(await merging.Merges(by: merging.Here.Supervisor)));
        Assert.Equal(["AGENCY_HEIR_SAME"], Codes(await merging.Merges(into: old.Id)));
        Assert.Equal(["AGENCY_HEIR_BELOW"], Codes(await merging.Merges(into: town.Id)));
    }

    [Fact]
    public async Task Is_one_that_another_plan_stands_against_until_it_is_called_off()
    {
        await using var merging = await Merging.Of();
        var house = merging.House;
        var (sister, day) = (await house.Agency("西县残联", merging.West), house.Clock.Today.AddDays(9));
        _ = (await merging.Merges(from: day)).Required;

        Assert.Equal(["AGENCY_REFORM_WAITING"], Codes(await merging.Merges(into: sister.Id)));
        Assert.Equal(["AGENCY_REFORM_WAITING"], Codes(await merging.Merges(merging.Heir, sister.Id)));
        Assert.Equal(["AGENCY_REFORM_WAITING"], Codes(await merging.Splits("新设局", [])));
        var seen = await merging.Version(merging.Heir.Id);
        Assert.Contains("AGENCY_REFORM_WAITING", Codes(await house.Do<AgencyId>(merging.Officer, CloseAgency.Verb, act =>
            CloseAgency.Run(act, new(merging.Heir.Id, seen), [], default))));

        Assert.Empty(Codes(await merging.CallsOff(merging.Heir.Id)));
        Assert.Equal(["AGENCY_NOTHING_WAITS"], Codes(await merging.CallsOff(merging.Heir.Id)));
        await merging.Passes(days: 10);
        Assert.Null((await merging.Stored(merging.Old.Id)).ClosedAt);
        Assert.Empty(Codes(await merging.Merges(into: sister.Id)));
    }

    [Fact]
    public async Task Is_one_of_two_that_are_planned_at_the_same_moment_and_make_a_chain()
    {
        await using var merging = await Merging.Of(Server.Storage.DatabaseKind.Postgres);
        var (house, old, heir) = (merging.House, merging.Old, merging.Heir);
        var (sister, day) = (await house.Agency("西县残联", merging.West), house.Clock.Today.AddDays(9));
        Server.Actions.Outcome<AgencyId>? other = null;

        var first = await house.Do<AgencyId>(merging.Officer, MergeAgency.Verb, async act =>
        {
            var version = await merging.Version(old.Id);
            var outcome = await MergeAgency.Run(act, new(old.Id, version, heir.Id, day), Merging.Holdings, default);
            // Somebody else reads and commits before this one does.
            other ??= await merging.Merges(heir, sister.Id, day);
            return outcome;
        });

        Assert.Equal(heir.Id, other!.Required);
        Assert.Equal(["AGENCY_REFORM_WAITING"], Codes(first));
    }

    [Fact]
    public async Task Is_one_whose_application_in_review_nobody_could_decide_any_more()
    {
        await using var merging = await Merging.Of();
        await merging.Here.HasSubmitted();

        Assert.Equal(["HEIR_WITHOUT_SUPERVISOR"], Codes(await merging.Merges(into: merging.West.Id)));
    }

    [Fact]
    public async Task Is_one_on_a_stale_page_and_the_same_click_twice_is_done_once()
    {
        await using var merging = await Merging.Of();
        var (seen, operation) = (merging.Old.Version, House.NewOperation());

        var first = await merging.Merges(seen: seen, operation: operation);
        var second = await merging.Merges(seen: seen, operation: operation);

        Assert.Equal(first.Required, second.Required);
        Assert.Single(await merging.Here.Rows<AgencySuccessor>());
        Assert.Equal(["STALE"], Codes(await merging.Merges(seen: seen)));
        Assert.Contains("AGENCY_CLOSED", Codes(await merging.Merges()));
    }

    [Fact]
    public async Task Never_frees_the_code_of_the_unit_that_was()
    {
        await using var merging = await Merging.Of();
        var (house, code) = (merging.House, Entry.NewCode());
        var coded = (await Enters(house, merging.Officer, Entry.Of("样例县科协", code), merging.Here.City)).Required;

        _ = (await merging.Merges(await merging.Stored(coded))).Required;

        Assert.Equal(code, (await merging.Stored(coded)).CreditCode);
        Assert.Equal(["AGENCY_CODE_TAKEN"], Codes(await Enters(house, merging.Officer, Entry.Of("又一科协", code), merging.Here.City)));
    }
}

using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Agencies;

/// <summary>分设: a part of a unit becomes a new unit from a day on.</summary>
public sealed class ASplit
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Hands_over_what_was_chosen_on_its_day_and_leaves_the_rest(DatabaseKind kind)
    {
        await using var merging = await Merging.Of(kind);
        var (house, here, old) = (merging.House, merging.Here, merging.Old);
        var account = await merging.HasAccount();
        var (town, stays) = (await house.Agency("随走镇", old), await house.Agency("留下镇", old));
        var draft = await here.Starts();
        var goes = await house.Person("editor", old, "随员");

        var part = (await merging.Splits(
            "样例县社工局", [account.Value, town.Id.Value, goes.Appointment!.Value.Value], house.Clock.Today.AddDays(7))).Required;
        var clerk = await house.Person("applicant", await merging.Stored(part), "新员");
        Assert.False(await merging.Sees(clerk, account));
        Assert.Equal(old.Id, (await merging.Stored(town.Id)).ParentId);

        await merging.Passes(days: 7);

        Assert.True(await merging.Sees(clerk, account));
        Assert.False(await merging.Sees(here.Applicant, account));
        var application = (await here.Rows<Account>()).Single().ApplicationId!.Value;
        Assert.True(await merging.Sees(clerk, Server.Applications.ApplicationId.From(application)));
        Assert.All((await here.Rows<Deadline>()).Where(x => x.ObjectId == account.Value), x => Assert.Equal(part, x.AgencyId));
        Assert.All((await here.Rows<StaffEntry>()).Where(x => x.ObjectId == application), x => Assert.Equal(part, x.AgencyId));
        Assert.Equal(part, (await here.Rows<NameReservation>()).Single().HolderId);
        Assert.Equal(old.Id, (await here.Stored(draft)).AgencyId);
        Assert.Equal((part, old.Id), ((await merging.Stored(town.Id)).ParentId!.Value, (await merging.Stored(stays.Id)).ParentId!.Value));
        Assert.Equal(await FromScratch(house), await Stored(house));
        Assert.Equal("editor", Assert.Single(await merging.OpenAt(await merging.Stored(part)), x => x.PersonId == goes.Person).Role);
        Assert.Equal([here.Applicant.Person], (await merging.OpenAt(old)).Select(x => (Server.People.PersonId?)x.PersonId));
        Assert.Null((await merging.Stored(old.Id)).ClosedAt);
        Assert.Equal(
            ["accounts", "applications", "people", "units"],
            (await here.Rows<HandedOver>()).Select(x => x.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_today_enters_the_new_unit_and_hands_over_in_one_action()
    {
        await using var merging = await Merging.Of();
        var account = await merging.HasAccount();
        var town = await merging.House.Agency("随走镇", merging.Old);
        var operation = House.NewOperation();
        var version = await merging.Version(merging.Old.Id);
        Task<Server.Actions.Outcome<AgencyId>> Clicks() => merging.House.Do<AgencyId>(merging.Here.Supervisor, SplitAgency.Verb, act =>
            SplitAgency.Run(act, new(
                merging.Old.Id, version, Entry.Of("样例县社工局"), merging.Here.City.Id, act.Today, [account.Value, town.Id.Value]),
                Merging.Holdings, default), operation);

        var part = (await Clicks()).Required;

        Assert.Equal(part, (await Clicks()).Required);
        Assert.True(await merging.Sees(await merging.House.Person("applicant", await merging.Stored(part)), account));
        Assert.Equal(part, (await merging.Stored(town.Id)).ParentId);
        Assert.Equal(await FromScratch(merging.House), await Stored(merging.House));
        Assert.NotNull(Assert.Single(await merging.Here.Rows<AgencySuccessor>()).SettledAt);
    }

    [Fact]
    public async Task Is_refused_with_everything_that_is_wrong_with_the_new_unit_and_the_choice()
    {
        await using var merging = await Merging.Of();
        var town = await merging.House.Agency("样例镇", merging.Old);

        Assert.Equal(
            ["AGENCY_CHOICE_GONE", "AGENCY_DAY_PAST", "AGENCY_NAME_TAKEN"],
            Codes(await merging.Splits("样例县民政局", [Guid.CreateVersion7()], merging.House.Clock.Today.AddDays(-1)))
                .Order(StringComparer.Ordinal));
        Assert.Equal(["AGENCY_CIRCLE"], Codes(await merging.Splits("绕圈局", [town.Id.Value], parent: town)));
        Assert.DoesNotContain(await merging.Here.Rows<Agency>(), x => x.Name == "绕圈局");
    }

    [Fact]
    public async Task Takes_with_it_only_what_is_still_there_on_its_day()
    {
        await using var merging = await Merging.Of();
        var (house, city) = (merging.House, merging.Here.City);
        var town = await house.Agency("样例镇", merging.Old);
        var part = (await merging.Splits("样例县社工局", [town.Id.Value], house.Clock.Today.AddDays(5))).Required;
        Assert.Empty(Codes(await house.Do<AgencyId>(merging.Officer, MoveAgency.Verb, act => MoveAgency.Run(
            act, new(town.Id, town.Version, city.Id, act.Today), default))));

        await merging.Passes(days: 6);

        Assert.Equal(city.Id, (await merging.Stored(town.Id)).ParentId);
        Assert.Empty(await merging.Here.Rows<HandedOver>());
        Assert.NotNull((await merging.Here.Rows<AgencySuccessor>()).Single(x => x.ToId == part).SettledAt);
    }

    [Fact]
    public async Task That_is_called_off_hands_over_nothing_and_keeps_the_unit_that_was_entered()
    {
        await using var merging = await Merging.Of();
        var account = await merging.HasAccount();
        var part = (await merging.Splits("样例县社工局", [account.Value], merging.House.Clock.Today.AddDays(5))).Required;

        Assert.Empty(Codes(await merging.CallsOff(part)));
        await merging.Passes(days: 6);

        Assert.True(await merging.Sees(merging.Here.Applicant, account));
        Assert.Empty(await merging.Here.Rows<HandedOver>());
        Assert.Null((await merging.Stored(part)).ClosedAt);
    }
}

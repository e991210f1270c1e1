using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Notifications;
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
    public async Task Cannot_be_promised_what_another_split_waits_for_until_that_is_called_off()
    {
        await using var merging = await Merging.Of();
        var (account, day) = (await merging.HasAccount(), merging.House.Clock.Today.AddDays(5));
        var town = await merging.House.Agency("样例镇", merging.Old);
        var first = (await merging.Splits("样例县社工局", [account.Value], day)).Required;

        Assert.Equal(["AGENCY_CHOICE_TAKEN"], Codes(
            await merging.Splits("样例县老龄局", [town.Id.Value, account.Value], day.AddDays(1))));
        Assert.Equal(["AGENCY_CHOICE_TAKEN"], Codes(await merging.Splits("样例县老龄局", [account.Value])));
        _ = (await merging.Splits("样例县残联", [town.Id.Value], day)).Required;
        Assert.Empty(Codes(await merging.CallsOff(first)));
        var second = (await merging.Splits("样例县老龄局", [account.Value], day)).Required;

        await merging.Passes(days: 6);

        Assert.Equal(second, (await merging.Here.Rows<Account>()).Single().AgencyId);
    }

    [Fact]
    public async Task Takes_the_account_that_a_chosen_application_has_led_to_and_leaves_what_was_withdrawn()
    {
        await using var merging = await Merging.Of();
        var (house, here, old) = (merging.House, merging.Here, merging.Old);
        var (goes, stays) = (await here.HasSubmitted(), await here.Starts());
        var part = (await merging.Splits("样例县社工局", [goes.Value, stays.Value], house.Clock.Today.AddDays(5))).Required;
        var account = await merging.Opens(goes);
        _ = (await here.Withdraws(stays)).Required;
        var editor = await house.Person("editor", merging.West, "专员");
        await merging.Appoints(editor, "editor", old, account: account);

        await merging.Passes(days: 6);

        Assert.Equal(part, (await here.Rows<Account>()).Single().AgencyId);
        Assert.Equal((part, old.Id), ((await here.Stored(goes)).AgencyId, (await here.Stored(stays)).AgencyId));
        Assert.Equal(part, (await here.Rows<NameReservation>()).Single().HolderId);
        var office = Assert.Single(await merging.OpenAt(await merging.Stored(part)));
        Assert.Equal((editor.Person, (Guid?)account.Value), ((Server.People.PersonId?)office.PersonId, office.AccountId));
        Assert.Equal(
            ["accounts", "applications", "people"],
            (await here.Rows<HandedOver>()).Select(x => x.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Leaves_an_office_that_the_new_unit_excludes_and_tells_nobody_that_it_ended()
    {
        await using var merging = await Merging.Of();
        var (house, old) = (merging.House, merging.Old);
        house.Happenings.On(AgencySuccessor.Settled, TellOfSuccession.JobKind);
        house.Jobs.Handle(TellOfSuccession.JobKind, TellOfSuccession.Run);
        var clerk = await house.Person("applicant", old, "斥四");
        var part = (await merging.Splits(
            "样例县社工局", [clerk.Appointment!.Value.Value], house.Clock.Today.AddDays(5))).Required;
        await merging.Appoints(clerk, "supervisor", await merging.Stored(part));

        await merging.Passes(days: 6);

        Assert.Contains(await merging.OpenAt(old), x => x.Id == clerk.Appointment && x.EndedAt is null);
        Assert.Empty(await merging.Here.Rows<HandedOver>());
        var codes = (await merging.Here.Rows<Notice>()).Select(x => x.Code).ToList();
        Assert.Contains("agency.split-off", codes);
        Assert.DoesNotContain("agency.office-ended", codes);
    }

    [Fact]
    public async Task Ends_the_deputising_of_whoever_passes_without_the_one_they_stand_in_for()
    {
        await using var merging = await Merging.Of();
        var (house, old, heir) = (merging.House, merging.Old, merging.Heir);
        var holder = await house.Person("super-administrator", old, "管一");
        await merging.Appoints(holder, "operations-lead", heir);
        var deputy = await house.Person("editor", merging.West, "代二");
        var stands = await merging.Appoints(
            deputy, "super-administrator", old, holder.Appointment, house.Clock.Today.AddDays(30));
        async Task<IReadOnlySet<Server.People.PersonId>> Told(string role, AgencyId at)
        {
            var code = $"test.{House.NewOperation()}";
            await house.Do<bool>(Server.Actions.Actor.System("test"), "test.tell", act =>
            {
                act.Tell(Recipient.In(role, at), code, "agency", at, Urgency.Soon);
                return Task.FromResult<Server.Actions.Outcome<bool>>(true);
            });
            await house.RunJobs();
            return (await merging.Here.Rows<Notice>()).Where(x => x.Code == code).Select(x => x.PersonId).ToHashSet();
        }
        HashSet<Server.People.PersonId> Only(params Server.Actions.Actor[] who) => [.. who.Select(x => x.Person!.Value)];
        Assert.Equal(Only(holder, deputy), await Told("super-administrator", old.Id));
        Assert.Equal(Only(holder), await Told("operations-lead", heir.Id));

        var part = (await merging.Splits("样例县社工局", [stands.Value], house.Clock.Today)).Required;

        Assert.Null(Assert.Single(await merging.OpenAt(await merging.Stored(part))).DeputisesFor);
        Assert.Equal(Only(holder), await Told("super-administrator", old.Id));
        Assert.Equal(Only(deputy), await Told("super-administrator", part));
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

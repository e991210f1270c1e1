using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Workflows;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Agencies;

/// <summary>合并: a unit goes into another one from a day on.</summary>
public sealed class AMerge
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Hands_the_accounts_to_the_successor_on_its_day_and_not_before(DatabaseKind kind)
    {
        await using var merging = await Merging.Of(kind);
        var here = merging.Here;
        var account = await merging.HasAccount();
        var application = Server.Applications.ApplicationId.From((await here.Rows<Account>()).Single().ApplicationId!.Value);
        async Task<bool[]> Seen() => await Task.WhenAll(
            merging.Sees(here.Applicant, account), merging.Sees(here.Supervisor, account),
            merging.Sees(merging.HeirsClerk, account), merging.Sees(merging.HeirsSupervisor, account),
            merging.Sees(here.Applicant, application), merging.Sees(here.Supervisor, application),
            merging.Sees(merging.HeirsClerk, application), merging.Sees(merging.HeirsSupervisor, application));

        _ = (await merging.Merges(from: merging.House.Clock.Today.AddDays(10))).Required;
        await merging.Passes(days: 9);
        Assert.Equal((bool[])[true, true, false, false, true, true, false, false], await Seen());

        await merging.Passes(days: 1);
        Assert.Equal((bool[])[false, false, true, true, false, false, true, true], await Seen());
        Assert.Equal(merging.Heir.Id, (await here.Rows<NameReservation>()).Single().HolderId);
        Assert.NotNull((await merging.Stored(merging.Old.Id)).ClosedAt);
        var plan = Assert.Single(await here.Rows<AgencySuccessor>());
        Assert.Equal((merging.Old.Id, merging.Heir.Id, merging.House.Clock.Today), (plan.FromId, plan.ToId, plan.Day));
        Assert.NotNull(plan.SettledAt);
        var step = (await here.Rows<WorkflowStep>()).Single(x => x.Verb == MergeAgency.Verb);
        Assert.Equal("样例县民政局 → 西县民政局", step.Words);
        Assert.False(step.Moves);
    }

    [Fact]
    public async Task Of_today_is_done_at_once_in_the_scope_of_the_supervisor_above_both()
    {
        await using var merging = await Merging.Of();
        var (house, city) = (merging.House, merging.Here.City);
        var sister = await house.Agency("样例县残联", city);
        var account = await merging.HasAccount();

        Assert.Empty(Codes(await merging.Merges(into: sister.Id, by: merging.Here.Supervisor)));

        Assert.True(await merging.Sees(await house.Person("applicant", sister), account));
        Assert.False(await merging.Sees(merging.Here.Applicant, account));
    }

    [Fact]
    public async Task Lets_the_people_go_on_in_the_same_roles_unless_something_stands_against_it()
    {
        await using var merging = await Merging.Of();
        var (house, old, heir) = (merging.House, merging.Old, merging.Heir);
        house.Happenings.On(AgencySuccessor.Settled, TellOfSuccession.JobKind);
        house.Jobs.Handle(TellOfSuccession.JobKind, TellOfSuccession.Run);
        var holder = await house.Person("super-administrator", old, "管一");
        var deputy = await house.Person("operations-lead", old, "代二");
        var until = house.Clock.Today.AddDays(30);
        await merging.Appoints(deputy, "super-administrator", old, holder.Appointment, until);
        var both = await house.Person("operations-lead", old, "兼三");
        await merging.Appoints(both, "operations-lead", heir);
        var excluded = await house.Person("applicant", old, "斥四");
        await merging.Appoints(excluded, "supervisor", heir);
        var before = house.Clock.Today.AddDays(-1);

        _ = (await merging.Merges()).Required;

        Assert.Empty(await merging.OpenAt(old));
        var all = await merging.Here.Rows<Server.People.Appointment>();
        Assert.All(all.Where(x => x.AgencyId == old.Id), x => Assert.Equal(before, x.To));
        var now = await merging.OpenAt(heir);
        var (super, stand) = (now.Single(x => x.PersonId == holder.Person), now.Single(
            x => x.PersonId == deputy.Person && x.Role == "super-administrator"));
        Assert.Equal((super.Id, (DateOnly?)until, house.Clock.Today), (stand.DeputisesFor, stand.To, stand.From));
        Assert.Single(now, x => x.PersonId == both.Person);
        Assert.Equal("supervisor", Assert.Single(now, x => x.PersonId == excluded.Person).Role);
        Assert.Single(now, x => x.PersonId == merging.Here.Applicant.Person);

        await house.RunJobs();
        var notices = await merging.Here.Rows<Notice>();
        Assert.Equal([excluded.Person!.Value], notices.Where(x => x.Code == "agency.office-ended").Select(x => x.PersonId));
        var told = notices.Where(x => x.Code == "agency.merged").Select(x => x.PersonId).ToHashSet();
        Assert.All(
            [holder, merging.HeirsClerk, merging.HeirsSupervisor, merging.Here.Supervisor],
            who => Assert.Contains(who.Person!.Value, told));
    }

    [Fact]
    public async Task Lets_an_office_go_on_for_the_days_on_which_it_is_not_held_at_the_successor_already()
    {
        await using var merging = await Merging.Of();
        var (house, old, heir, today) = (merging.House, merging.Old, merging.Heir, merging.House.Clock.Today);
        var helps = await house.Person("applicant", old, "援一");
        await merging.Appoints(helps, "applicant", heir, to: today.AddDays(10));
        var comes = await house.Person("applicant", old, "将二");
        await merging.Appoints(comes, "applicant", heir, from: today.AddDays(20), to: today.AddDays(30));
        var stays = await house.Person("editor", heir, "久三");
        await merging.Appoints(stays, "editor", old, to: today.AddDays(5));
        await merging.Appoints(stays, "editor", heir, to: today.AddDays(7));

        _ = (await merging.Merges()).Required;

        var there = (await merging.Here.Rows<Server.People.Appointment>()).Where(x => x.AgencyId == heir.Id).ToList();
        (int, int?)[] DaysOf(Server.Actions.Actor who) => [.. there.Where(x => x.PersonId == who.Person).OrderBy(x => x.From)
            .Select(x => (x.From.DayNumber - today.DayNumber, x.To?.DayNumber - today.DayNumber)).Where(x => x.Item1 >= 0)];
        Assert.Equal([(11, null)], DaysOf(helps));
        Assert.Equal([(0, 19), (20, 30), (31, null)], DaysOf(comes));
        Assert.Empty(DaysOf(stays));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Brings_the_units_below_under_the_successor_with_their_dated_rows(DatabaseKind kind)
    {
        await using var merging = await Merging.Of(kind);
        var (house, day) = (merging.House, merging.House.Clock.Today.AddDays(5));
        var (town, elsewhere) = (await house.Agency("样例镇", merging.Old), await house.Agency("另一镇", merging.Here.City));
        var village = await house.Agency("样例村", town);
        // Planned to come under the unit after it is no more.
        Assert.Empty(Codes(await house.Do<AgencyId>(merging.Officer, MoveAgency.Verb, act => MoveAgency.Run(
            act, new(elsewhere.Id, elsewhere.Version, merging.Old.Id, day.AddDays(5)), default))));

        _ = (await merging.Merges(from: day)).Required;
        await merging.Passes(days: 20);

        Assert.Equal(merging.Heir.Id, (await merging.Stored(town.Id)).ParentId);
        Assert.Equal(town.Id, (await merging.Stored(village.Id)).ParentId);
        Assert.Equal(merging.Heir.Id, (await merging.Stored(elsewhere.Id)).ParentId);
        Assert.Equal(await FromScratch(house), await Stored(house));
        var rows = (await merging.Here.Rows<AgencyParent>()).Where(x => x.AgencyId == town.Id).OrderBy(x => x.From).ToList();
        Assert.Equal([merging.Old.Id, merging.Heir.Id], rows.Select(x => x.ParentId));
        Assert.Equal(rows[0].To!.Value.AddDays(1), rows[1].From);
    }

    [Fact]
    public async Task Is_settled_after_the_changes_that_were_dated_before_it_when_the_server_was_away()
    {
        await using var merging = await Merging.Of();
        var (house, old) = (merging.House, merging.Old);
        var today = house.Clock.Today;
        Assert.Empty(Codes(await house.Do<AgencyId>(merging.Officer, CorrectAgency.Verb, act => CorrectAgency.Run(
            act, new(old.Id, old.Version, AgencyEntry.Of(old) with { Name = "样例县民政和社工局" }, today.AddDays(3)), default))));
        Assert.Equal(["AGENCY_CHANGE_TOO_EARLY"], Codes(await merging.Merges(from: today.AddDays(2))));
        _ = (await merging.Merges(from: today.AddDays(4))).Required;

        await merging.Passes(days: 9);

        Assert.Equal("样例县民政和社工局", (await merging.Stored(old.Id)).Name);
        Assert.Equal("样例县民政和社工局", (await merging.Here.Rows<AgencySuccessor>()).Single().FromName);
        await merging.Passes(days: 1);
        Assert.All((await merging.Here.Rows<Job>()).Where(x => x.Kind is Reform.JobKind or Succession.JobKind), x => Assert.Equal(JobState.Done, x.State));
    }
}

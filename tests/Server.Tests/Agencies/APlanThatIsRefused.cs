using System.Globalization;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Agencies;

/// <summary>A merge or split that cannot come true on its day: it is set aside, and holds up nothing else.</summary>
public sealed class APlanThatIsRefused
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Leaves_nothing_half_done_and_says_why(DatabaseKind kind)
    {
        await using var merging = await Merging.Of(kind);
        var house = merging.House;
        var account = await merging.HasAccount();
        await house.Agency("同名镇", merging.Old);
        _ = (await merging.Merges(from: house.Clock.Today.AddDays(3))).Required;
        await house.Agency("同名镇", merging.Heir);

        await merging.Passes(days: 4);

        Assert.Equal(JobState.Done, (await merging.Here.Rows<Job>()).Single(x => x.Kind == Succession.JobKind).State);
        Assert.True(await merging.Sees(merging.Here.Applicant, account));
        Assert.Null((await merging.Stored(merging.Old.Id)).ClosedAt);
        Assert.NotEmpty(await merging.OpenAt(merging.Old));
        var plan = (await merging.Here.Rows<AgencySuccessor>()).Single();
        Assert.Equal((null, house.Clock.Now), (plan.SettledAt, plan.RefusedAt));
        Assert.Equal(["AGENCY_NAME_TAKEN"], plan.Reasons.Select(x => x.Code));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Lets_everything_else_of_that_day_come_true(DatabaseKind kind)
    {
        await using var merging = await Merging.Of(kind);
        var (house, old, day) = (merging.House, merging.Old, merging.House.Clock.Today.AddDays(5));
        var account = await merging.HasAccount();
        var (refused, _) = await PlannedAndBlocked(merging, day);
        var other = (await merging.Splits("样例县老龄局", [account.Value], day)).Required;
        var version = await merging.Version(old.Id);
        Assert.Empty(Codes(await house.Do<AgencyId>(merging.Officer, CorrectAgency.Verb, act => CorrectAgency.Run(
            act, new(old.Id, version, AgencyEntry.Of(old) with { Name = "样例县民政和社工局" }, day), default))));

        await merging.Passes(days: 5);

        var plans = await merging.Here.Rows<AgencySuccessor>();
        Assert.Equal(["AGENCY_NAME_TAKEN"], plans.Single(x => x.ToId == refused).Reasons.Select(x => x.Code));
        Assert.NotNull(plans.Single(x => x.ToId == other).SettledAt);
        Assert.True(await merging.Sees(await house.Person("applicant", await merging.Stored(other)), account));
        Assert.Equal("样例县民政和社工局", (await merging.Stored(old.Id)).Name);
    }

    [Fact]
    public async Task Comes_true_when_it_is_tried_again_after_what_stood_against_it_was_mended()
    {
        await using var merging = await Merging.Of();
        var (house, day) = (merging.House, merging.House.Clock.Today.AddDays(5));
        var (part, clash) = await PlannedAndBlocked(merging, day);
        Assert.Equal(["AGENCY_NOTHING_WAITS"], Codes(await merging.TriesAgain(part)));
        await merging.Passes(days: 6);

        Assert.Equal(["AGENCY_NAME_TAKEN"], Codes(await merging.TriesAgain(part)));
        Assert.Empty(Codes(await house.Do<AgencyId>(merging.Officer, MoveAgency.Verb, act => MoveAgency.Run(
            act, new(clash.Id, clash.Version, merging.West.Id, act.Today), default))));
        Assert.Empty(Codes(await merging.TriesAgain(part)));

        var plan = (await merging.Here.Rows<AgencySuccessor>()).Single();
        Assert.Equal((house.Clock.Now, (DateTimeOffset?)null, 0), (plan.SettledAt, plan.RefusedAt, plan.Reasons.Count));
        Assert.Contains(await merging.Here.Rows<Agency>(), x => x.Name == "同名镇" && x.ParentId == part);
        Assert.Equal(["AGENCY_NOTHING_WAITS"], Codes(await merging.TriesAgain(part)));
    }

    [Fact]
    public async Task Is_tried_again_only_by_who_is_in_charge_of_both_sides()
    {
        await using var merging = await Merging.Of();
        await merging.House.Agency("同名镇", merging.Old);
        _ = (await merging.Merges(from: merging.House.Clock.Today.AddDays(3))).Required;
        await merging.House.Agency("同名镇", merging.Heir);
        await merging.Passes(days: 3);

        Assert.Equal(["AGENCY_HEIR_OUT_OF_SIGHT"], Codes(await merging.TriesAgain(merging.Heir.Id, merging.Here.Supervisor)));
        Assert.Equal(["AGENCY_NAME_TAKEN"], Codes(await merging.TriesAgain(merging.Heir.Id)));
    }

    [Fact]
    public async Task Is_called_off_like_any_other()
    {
        await using var merging = await Merging.Of();
        var (part, _) = await PlannedAndBlocked(merging, merging.House.Clock.Today.AddDays(5));
        await merging.Passes(days: 6);

        Assert.Empty(Codes(await merging.CallsOff(part)));

        Assert.Empty(await merging.Here.Rows<AgencySuccessor>());
        Assert.Empty(await merging.Here.Rows<HandedOver>());
    }

    [Fact]
    public async Task Is_told_to_those_who_knew_of_it_and_to_the_officers_once()
    {
        await using var merging = await Merging.Of();
        var house = merging.House;
        house.Happenings.On(AgencySuccessor.Planned, TellOfSuccession.JobKind).On(AgencySuccessor.Refused, TellOfSuccession.JobKind);
        house.Jobs.Handle(TellOfSuccession.JobKind, TellOfSuccession.Run);
        await house.Agency("同名镇", merging.Old);
        _ = (await merging.Merges(from: house.Clock.Today.AddDays(3))).Required;
        await house.Agency("同名镇", merging.Heir);

        await merging.Passes(days: 3);
        await merging.Passes(days: 3);

        var notices = await merging.Here.Rows<Notice>();
        var knew = notices.Where(x => x.Code == "agency.merge-planned").Select(x => x.PersonId);
        var told = notices.Where(x => x.Code == "agency.succession-refused").ToList();
        Assert.Equal(knew.Append(merging.Officer.Person!.Value).OrderBy(x => x.Value), told.Select(x => x.PersonId).OrderBy(x => x.Value));
        Assert.Equal(
            "“样例县民政局”与“西县民政局”原定 2026-11-26 的合并或分设未能生效，原因见单位页面，可再次办理或取消。",
            Server.Notifications.Texts.Sentence(told[0], CultureInfo.GetCultureInfo("zh-CN")));
    }

    /// <summary>A split that takes a town to where another of that name has come to stand since.</summary>
    private static async Task<(AgencyId Part, Agency Clash)> PlannedAndBlocked(Merging merging, DateOnly day)
    {
        var town = await merging.House.Agency("同名镇", merging.Old);
        var part = (await merging.Splits("样例县社工局", [town.Id.Value], day)).Required;
        return (part, await merging.House.Agency("同名镇", await merging.Stored(part)));
    }
}

using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Notifications;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Agencies;

/// <summary>An application under way when its agency changes.</summary>
public sealed class WhatIsUnderWay
{
    [Fact]
    public async Task Waits_for_the_successors_supervisor_after_a_merge()
    {
        await using var merging = await Merging.Of();
        var application = await merging.Here.HasSubmitted();

        _ = (await merging.Merges()).Required;

        Assert.Equal(["NOT_FOUND"], Codes(await merging.Here.Approves(application)));
        Assert.Empty(Codes(await merging.Here.Approves(application, merging.HeirsSupervisor)));
        Assert.Equal("西县民政局", (await merging.Here.Stored(application)).AgencyName);
    }

    [Fact]
    public async Task Of_a_unit_below_waits_for_the_successor_and_says_so()
    {
        await using var merging = await Merging.Of();
        var (house, here) = (merging.House, merging.Here);
        var town = await house.Agency("样例镇人民政府", merging.Old);
        await house.Person("supervisor", merging.Old, "县审");
        var clerk = await house.Person("applicant", town, "镇员");
        var application = await here.FillsIn("样例镇发布", clerk);
        _ = (await here.Submits(application, clerk)).Required;
        Assert.Equal(merging.Old.Id, (await here.Stored(application)).ReviewingAgency);

        _ = (await merging.Merges()).Required;

        var stored = await here.Stored(application);
        Assert.Equal((town.Id, (AgencyId?)merging.Heir.Id), (stored.AgencyId, stored.ReviewingAgency));
        var step = (await here.Rows<Server.Workflows.WorkflowStep>()).Single(x => x.Verb == MergeAgency.Verb);
        Assert.Equal((application.Value, town.Id, "→ 西县民政局", false), (step.ObjectId, step.AgencyId, step.Words, step.Moves));
    }

    [Fact]
    public async Task Waits_for_the_new_supervisor_after_a_move()
    {
        await using var merging = await Merging.Of();
        var (house, old) = (merging.House, merging.Old);
        house.Happenings.On(MoveAgency.Moved, FollowMove.JobKind);
        house.Jobs.Handle(FollowMove.JobKind, FollowMove.Run);
        var application = await merging.Here.HasSubmitted();
        Assert.Empty(Codes(await house.Do<AgencyId>(merging.Officer, MoveAgency.Verb, act => MoveAgency.Run(
            act, new(old.Id, old.Version, merging.West.Id, act.Today.AddDays(2)), default))));

        await merging.Passes(days: 3);

        Assert.Equal(["NOT_FOUND"], Codes(await merging.Here.Approves(application)));
        Assert.Empty(Codes(await merging.Here.Approves(application, merging.HeirsSupervisor)));
        Assert.Contains(await merging.Here.Rows<Notice>(), x =>
            x.Code == "application.submitted" && x.PersonId == merging.HeirsSupervisor.Person);
        var entry = (await merging.Here.Rows<Server.Audit.AuditEntry>()).Single(x => x.Verb == FollowMove.JobKind);
        Assert.Equal(("agency", $"{old.Id}", (AgencyId?)old.Id), (entry.ObjectKind, entry.ObjectId, entry.Agency));
    }

    [Fact]
    public async Task Follows_even_when_it_was_being_added_at_that_very_moment()
    {
        await using var merging = await Merging.Of();
        _ = (await merging.Merges()).Required;
        // Its verb read the unit as open before the merge was committed, and was committed after it.
        var late = (await merging.House.Do<Server.Applications.ApplicationId>(Actor.System("test"), "test.late", act =>
        {
            var application = new OpeningApplication
            {
                Id = act.NewId<Server.Applications.ApplicationId>(), AgencyId = merging.Old.Id, AgencyName = merging.Old.Name,
                Number = "SQ-2026-999999", StartedAt = act.Now,
            };
            act.Db.Add(application);
            act.Db.Add(new Contributor
            {
                AgencyId = merging.Old.Id, ObjectId = application.ObjectId, PersonId = merging.Here.Applicant.Person!.Value,
            });
            return Task.FromResult<Outcome<Server.Applications.ApplicationId>>(application.Id);
        })).Required;

        await merging.Passes(days: 1);

        Assert.Equal(merging.Heir.Id, (await merging.Here.Stored(late)).AgencyId);
        Assert.All(await merging.Here.Rows<Contributor>(), x => Assert.Equal(merging.Heir.Id, x.AgencyId));
    }
}

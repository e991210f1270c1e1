using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Applications.Applying;

namespace Guanwei.Server.Tests.Applications;

/// <summary>Who may suspend a review's count, when, and how often one click counts.</summary>
public sealed class SuspendingAReview
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task By_two_at_once_rests_once(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await here.HasSubmitted();
        var second = await here.House.Person("supervisor", here.City, "郑六");
        var seen = await here.Version(id);

        var outcomes = await Task.WhenAll(here.Suspends(id, seen: seen), here.Suspends(id, by: second, seen: seen));

        Assert.Single(outcomes.OfType<Outcome<string>.Done>());
        // Which of the two is told depends on whether the first was committed before the second asked if the count runs.
        var told = Assert.Single(Assert.Single(outcomes.OfType<Outcome<string>.Refused>()).Reasons).Code;
        Assert.True(told is "STALE" or "SUSPENDED_ALREADY", told);
        Assert.Single(await here.Rows<DeadlinePause>());
    }

    [Fact]
    public async Task By_a_double_click_rests_once_and_runs_again_once()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        var (first, then) = (House.NewOperation(), House.NewOperation());

        Assert.Equal((await here.Suspends(id, operation: first)).Required, (await here.Suspends(id, operation: first)).Required);
        Assert.Equal((await here.Resumes(id, operation: then)).Required, (await here.Resumes(id, operation: then)).Required);

        Assert.Single(await here.Rows<DeadlinePause>());
        Assert.Equal(3, (await here.Rows<WorkflowStep>()).Count);
    }

    [Fact]
    public async Task Is_a_matter_of_the_agency_above_and_never_of_ones_own_application()
    {
        await using var here = await Applying.Here();
        var person = (await here.Rows<Server.People.Person>()).Single(x => x.Id == here.Supervisor.Person);
        var id = await here.FillsIn();
        await here.SavesStaff(id, person.Email);
        await here.Verifies(id, StaffRole.A);
        _ = (await here.Submits(id)).Required;
        var own = await here.House.Person("supervisor", here.County, "冯七");
        var elsewhere = await here.House.Person("supervisor", await here.House.Agency("别市政务服务局"), "何八");

        Assert.Equal(["decision OWN_STAFF"], Codes(await here.Suspends(id)));
        Assert.Equal(["decision REVIEWED_ELSEWHERE"], Codes(await here.Suspends(id, by: own)));
        Assert.Equal(["NOT_FOUND"], Codes(await here.Suspends(id, by: elsewhere)));
        Assert.Equal(["NO_RIGHT"], Codes(await here.Suspends(id, by: here.Applicant)));
        Assert.Equal(["decision OWN_STAFF", "decision NOT_SUSPENDED"], Codes(await here.Resumes(id)));
    }

    [Fact]
    public async Task Says_why_and_is_neither_suspended_twice_nor_when_it_is_late()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();

        Assert.Equal(
            ["decision.reason SUSPENSION_REASON_MISSING", "decision.words SUSPENSION_WORDS_MISSING"],
            Codes(await here.Suspends(id, reason: null, words: " ")));
        Assert.Equal(["decision.reason SUSPENSION_REASON_UNKNOWN"], Codes(await here.Suspends(id, reason: "SEAL_UNCLEAR")));
        Assert.Equal(["decision NOT_SUSPENDED"], Codes(await here.Resumes(id)));
        _ = (await here.Suspends(id)).Required;
        Assert.Equal(["decision SUSPENDED_ALREADY"], Codes(await here.Suspends(id)));
        _ = (await here.Resumes(id)).Required;

        here.House.Machine.Advance(TimeSpan.FromDays(22));
        Assert.Equal(["decision SUSPENSION_TOO_LATE"], Codes(await here.Suspends(id)));
        _ = (await here.Rejects(id)).Required;
        Assert.Equal(["NOT_NOW"], Codes(await here.Suspends(id)));
    }

    [Fact]
    public async Task Leaves_a_record_that_nobody_rewrites()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Suspends(id)).Required;
        await using var db = here.House.Databases.OpenForSystem("test");
        var pause = await db.Set<DeadlinePause>().SingleAsync();
        db.Entry(pause).Property(x => x.Reason).CurrentValue = "SYSTEM_FAULT";

        await Assert.ThrowsAsync<RewrittenException>(() => db.SaveChangesAsync());
    }
}

using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Faults;

public sealed class AClockSetBack
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Stands_in_the_audit_once_and_a_step_of_synchronisation_does_not(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        await Install(house);
        var watch = new ClockWatch(house.Databases, house.Actions, house.Clock);
        await watch.Look(default);

        house.Machine.AdjustTime(house.Machine.GetUtcNow() - TimeSpan.FromSeconds(1));
        await watch.Look(default);
        Assert.Equal(0, await Noted(house));

        house.Machine.AdjustTime(house.Machine.GetUtcNow() - TimeSpan.FromHours(1));
        await watch.Look(default);
        await watch.Look(default);
        Assert.Equal(1, await Noted(house));
    }

    [Fact]
    public async Task While_the_server_was_down_stands_in_the_audit_too()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        await Install(house);
        house.Machine.AdjustTime(house.Machine.GetUtcNow() - TimeSpan.FromDays(1));

        await new ClockWatch(house.Databases, house.Actions, house.Clock).Look(default);

        Assert.Equal(1, await Noted(house));
    }

    /// <summary>
    /// On SQLite leases run by the machine's clock, and the one process that could hold them is this one.
    /// </summary>
    [Theory, MemberData(nameof(Both))]
    public async Task Keeps_no_job_from_being_done(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var done = 0;
        house.Jobs.Handle("test.count", (_, _, _) =>
        {
            done++;
            return Task.FromResult<Refusal?>(null);
        });
        await Leaves(house);
        await house.RunJobs();

        house.Machine.AdjustTime(house.Machine.GetUtcNow() - TimeSpan.FromHours(1));
        await Leaves(house);
        await house.RunJobs();

        Assert.Equal(2, done);
    }

    private static Task<Outcome<int>> Leaves(House house) => house.Do<int>(Actor.System("test"), "test.leave", act =>
    {
        act.Enqueue("test.count", new { });
        return Task.FromResult<Outcome<int>>(1);
    });

    private static async Task Install(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        db.Add(new Installation
        {
            Kind = InstallationKind.Real, MadeAt = house.Clock.Machine, Name = "测试", Profile = Rules.Profile.Guide,
            OfficeEnd = Installing.UsualOfficeEnd, MachineSeen = house.Clock.Machine,
        });
        await db.SaveChangesAsync();
    }

    private static async Task<int> Noted(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<AuditEntry>().CountAsync(x => x.Verb == "clock.went-back");
    }
}
